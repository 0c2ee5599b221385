using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Recruitment;

public sealed class InterviewServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly FakeClock clock = new();
    private RecruitmentServices? made;

    private RecruitmentServices Services => made ??= new RecruitmentServices(database, clock);

    private InterviewService Interviews => Services.Get<InterviewService>();

    public async ValueTask DisposeAsync()
    {
        if (made is not null) await made.DisposeAsync();
    }

    [Fact]
    public async Task Book_ConfirmedVolunteer_MailsAnInvitationAndClosesTheTask()
    {
        var (mette, volunteer) = await ConfirmedAsync();

        var booked = await Interviews.BookAsync(mette, volunteer.Id, InDays(3));

        Assert.True(booked.Succeeded);
        var mail = Assert.Single(await MailsAsync(volunteer));
        Assert.Equal(("InterviewBooked", "REQUEST"), (mail.Kind, mail.CalendarMethod));
        Assert.Contains($"UID:{CalendarEvent.UidOf(booked.Value)}", mail.Calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0", mail.Calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Copenhagen:20260205T140000", mail.Calendar, StringComparison.Ordinal);
        await using var db = database.NewContext();
        Assert.NotNull((await db.WorkItems.SingleAsync(w => w.VolunteerId == volunteer.Id)).DoneAt);
    }

    [Fact]
    public async Task MoveThenCancel_SameUidAndRisingSequence()
    {
        var (mette, volunteer) = await ConfirmedAsync();
        var id = (await Interviews.BookAsync(mette, volunteer.Id, InDays(3))).Value;

        Assert.True((await Interviews.MoveAsync(mette, id, InDays(5))).Succeeded);
        Assert.True((await Interviews.CancelAsync(mette, id, "Syg")).Succeeded);

        var mails = await MailsAsync(volunteer);
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], mails.Select(m => m.CalendarMethod));
        Assert.All(mails, (mail, sequence) => Assert.Contains($"SEQUENCE:{sequence}\r\n", mail.Calendar, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.Contains($"UID:{CalendarEvent.UidOf(id)}", mail.Calendar, StringComparison.Ordinal));
        await using var db = database.NewContext();
        Assert.Equal(1, await db.WorkItems.CountAsync(w => w.VolunteerId == volunteer.Id && w.DoneAt == null));
        Assert.Equal(RecruitmentErrors.InterviewIsOver, Assert.Single((await Interviews.MoveAsync(mette, id, InDays(6))).Errors));
    }

    [Fact]
    public async Task Book_ASecondAtTheSameTime_IsRefused()
    {
        var (mette, volunteer) = await ConfirmedAsync();

        var booked = await Task.WhenAll(Interviews.BookAsync(mette, volunteer.Id, InDays(3)), Interviews.BookAsync(mette, volunteer.Id, InDays(4)));

        Assert.Equal(1, booked.Count(b => b.Succeeded));
        Assert.Equal(RecruitmentErrors.InterviewIsBooked, Assert.Single(booked.Single(b => !b.Succeeded).Errors));
        Assert.Single(await MailsAsync(volunteer));
    }

    [Fact]
    public async Task Book_WrongFields_AreToldTogether()
    {
        var (mette, volunteer) = await ConfirmedAsync();

        var empty = await Interviews.BookAsync(mette, volunteer.Id, new InterviewTime { Date = null, Time = null, Minutes = null, Place = " " });
        var past = await Interviews.BookAsync(mette, volunteer.Id, InDays(0));

        Assert.Equal(["Date", "Time", "Minutes", "Place"], empty.Errors.Select(e => e.Field));
        Assert.Equal("Error.DatePast", Assert.Single(past.Errors).Key);
    }

    [Fact]
    public async Task Book_ByVisitorVolunteerOrAnotherProgrammesCoordinator_IsRefused()
    {
        var (_, volunteer) = await ConfirmedAsync();

        foreach (var actor in new[] { Actor.Visitor, TestData.ActorOf(volunteer), TestData.Coordinator(Guid.NewGuid()) })
        {
            Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await Interviews.BookAsync(actor, volunteer.Id, InDays(3))).Errors));
        }

        Assert.Empty(await MailsAsync(volunteer));
    }

    [Fact]
    public async Task Hold_Booked_MakesTheVolunteerInterviewed()
    {
        var (mette, volunteer) = await ConfirmedAsync();
        var id = (await Interviews.BookAsync(mette, volunteer.Id, InDays(3))).Value;

        Assert.True((await Interviews.HoldAsync(mette, id)).Succeeded);

        await using var db = database.NewContext();
        Assert.Equal(VolunteerState.Interviewed, (await db.Volunteers.SingleAsync(v => v.Id == volunteer.Id)).State);
        Assert.Equal(RecruitmentErrors.InterviewIsOver, Assert.Single((await Interviews.HoldAsync(mette, id)).Errors));
    }

    [Fact]
    public async Task Missed_AfterItsTime_AsksForANewOne()
    {
        var (mette, volunteer) = await ConfirmedAsync();
        var id = (await Interviews.BookAsync(mette, volunteer.Id, InDays(1))).Value;
        Assert.Equal(RecruitmentErrors.InterviewNotYet, Assert.Single((await Interviews.MissedAsync(mette, id)).Errors));
        clock.Advance(TimeSpan.FromDays(2));

        Assert.True((await Interviews.MissedAsync(mette, id)).Succeeded);

        await using var db = database.NewContext();
        Assert.Equal(WorkKind.NewVolunteer, (await db.WorkItems.SingleAsync(w => w.VolunteerId == volunteer.Id && w.DoneAt == null)).Kind);
        Assert.True((await Interviews.BookAsync(mette, volunteer.Id, InDays(2))).Succeeded);
    }

    [Fact]
    public async Task RemindJob_TheDayBefore_MailsOnceForEachTimeItIsSetTo()
    {
        var (mette, volunteer) = await ConfirmedAsync();
        var id = (await Interviews.BookAsync(mette, volunteer.Id, InDays(3))).Value;
        await RunAsync<RemindOfInterviewJob>();
        Assert.Equal(0, await RemindersAsync(volunteer));

        clock.Advance(TimeSpan.FromDays(2.5));
        await RunAsync<RemindOfInterviewJob>();
        await RunAsync<RemindOfInterviewJob>();
        Assert.Equal(1, await RemindersAsync(volunteer));

        Assert.True((await Interviews.MoveAsync(mette, id, InDays(4))).Succeeded);
        clock.Advance(TimeSpan.FromDays(3.5));
        await RunAsync<RemindOfInterviewJob>();
        Assert.Equal(2, await RemindersAsync(volunteer));
    }

    [Fact]
    public async Task OutcomeJob_TimeHasPassed_PutsItOnTheListOnceAndHoldingTakesItOff()
    {
        var (mette, volunteer) = await ConfirmedAsync();
        var id = (await Interviews.BookAsync(mette, volunteer.Id, InDays(1))).Value;
        clock.Advance(TimeSpan.FromDays(3));

        await RunAsync<AskForInterviewOutcomeJob>();
        await RunAsync<AskForInterviewOutcomeJob>();

        await using var db = database.NewContext();
        var item = await db.WorkItems.AsNoTracking().SingleAsync(w => w.VolunteerId == volunteer.Id && w.Kind == WorkKind.InterviewToHold);
        Assert.Null(item.DoneAt);
        Assert.True((await Interviews.HoldAsync(mette, id)).Succeeded);
        Assert.Equal(mette.Name, (await db.WorkItems.AsNoTracking().SingleAsync(w => w.Id == item.Id)).DoneBy);
    }

    [Fact]
    public async Task Decline_WithABookedInterview_CancelsItAndTellsTheVolunteerKindly()
    {
        var (mette, volunteer) = await ConfirmedAsync();
        await Interviews.BookAsync(mette, volunteer.Id, InDays(3));
        var applicants = Services.Get<ApplicantService>();

        Assert.Equal(RecruitmentErrors.ReasonMissing, Assert.Single((await applicants.DeclineAsync(mette, volunteer.Id, " ")).Errors));
        Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await applicants.DeclineAsync(TestData.ActorOf(volunteer), volunteer.Id, "x")).Errors));
        Assert.True((await applicants.DeclineAsync(mette, volunteer.Id, "Bor for langt væk")).Succeeded);

        var mails = await MailsAsync(volunteer);
        Assert.Equal(["InterviewBooked", "InterviewCancelled", "SignUpDeclined"], mails.Select(m => m.Kind).Order());
        Assert.DoesNotContain(mails, m => m.Letter!.Paragraphs.Any(p => p.Contains("langt væk", StringComparison.Ordinal)));
        await using var db = database.NewContext();
        Assert.Equal("Bor for langt væk", (await db.StateChanges.SingleAsync(c => c.EntityId == volunteer.Id && c.To == "Declined")).Reason);
        Assert.False(await db.WorkItems.AnyAsync(w => w.VolunteerId == volunteer.Id && w.DoneAt == null));
    }

    private InterviewTime InDays(int days) => new()
    {
        Date = clock.Now.DanishDate().AddDays(days),
        Time = days == 0 ? new TimeOnly(8, 0) : new TimeOnly(14, 0),
        Minutes = 60,
        Place = "Rådhuset, lokale 2",
    };

    private async Task<(Actor Mette, Volunteer Volunteer)> ConfirmedAsync()
    {
        Programme programme = TestData.Programme();
        var (account, volunteer) = TestData.VolunteerIn(VolunteerState.Confirmed, programme, clock.Now);
        await using var db = database.NewContext();
        db.AddRange(programme, account, volunteer, VolunteerWork.Of(WorkKind.NewVolunteer, volunteer, clock.Now));
        await db.SaveChangesAsync();
        return (TestData.Coordinator(programme.Id), volunteer);
    }

    private async Task<List<OutgoingEmail>> MailsAsync(Volunteer volunteer)
    {
        await using var db = database.NewContext();
        return await db.Emails.Where(e => e.VolunteerId == volunteer.Id).OrderBy(e => e.Id).ToListAsync();
    }

    private async Task<int> RemindersAsync(Volunteer volunteer) => (await MailsAsync(volunteer)).Count(m => m.Kind == "InterviewReminder");

    private Task<int> RunAsync<TJob>()
        where TJob : class, Core.Jobs.IScheduledJob => Services.Get<TJob>().RunAsync(CancellationToken.None);
}
