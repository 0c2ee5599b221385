using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Meetings;

public sealed class GuestAndAttendanceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MeetingsWorld world = new(database);
    private readonly Programme programme = TestData.Programme();

    private GuestService Guests => world.Get<GuestService>();

    private Actor Coordinator => TestData.Coordinator(programme.Id);

    public async Task InitializeAsync()
    {
        await using var db = world.Open();
        db.Add(programme);
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData("en", "I cannot come", "You are signed off")]
    [InlineData("da-x-let", "Jeg kan ikke komme", "Du er meldt fra")]
    [InlineData("xx", "Jeg kan ikke komme", "Du er meldt fra")]
    public async Task Cancel_ByTheLinkOfTheMail_SignsOffInTheGuestsOwnLanguage(string language, string button, string subject)
    {
        var id = await InformationMeetingAsync();
        await Guests.SignUpAsync(Actor.Visitor, Guest(id, language));
        var mail = Assert.Single(await world.MailsAsync(programme.Id, "GuestSignedUp"));
        Assert.Equal(button, mail.Letter!.ButtonText);
        var token = TokenOf(mail.Letter.ButtonPath!);

        Assert.Equal("Infomøde", (await Guests.LookAsync(Actor.Visitor, token)).Value.Title);
        Assert.Equal(InvitationState.Yes, (await world.MeetingAsync(id)).Invitations.Single().State);
        Assert.True((await Guests.CancelAsync(Actor.Visitor, token)).Succeeded);

        Assert.Equal(InvitationState.No, (await world.MeetingAsync(id)).Invitations.Single().State);
        var goodbye = Assert.Single(await world.MailsAsync(programme.Id, "GuestCancelled"));
        Assert.StartsWith(subject, goodbye.Letter!.Subject, StringComparison.Ordinal);
        Assert.Equal("CANCEL", goodbye.CalendarMethod);

        // Once more, by the back button or a second press: the same answer, and no second mail.
        Assert.True((await Guests.LookAsync(Actor.Visitor, token)).Value.IsCancelled);
        Assert.True((await Guests.CancelAsync(Actor.Visitor, token)).Succeeded);
        Assert.Single(await world.MailsAsync(programme.Id, "GuestCancelled"));
    }

    [Fact]
    public async Task SignUp_AgainAfterCancelling_IsWelcomedBack()
    {
        var id = await InformationMeetingAsync();
        await Guests.SignUpAsync(Actor.Visitor, Guest(id));
        var token = TokenOf((await world.MailsAsync(programme.Id, "GuestSignedUp"))[0].Letter!.ButtonPath!);
        await Guests.CancelAsync(Actor.Visitor, token);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await Guests.SignUpAsync(Actor.Visitor, Guest(id))).Succeeded);

        Assert.Equal(InvitationState.Yes, Assert.Single((await world.MeetingAsync(id)).Invitations).State);
        Assert.Equal(2, (await world.MailsAsync(programme.Id, "GuestSignedUp")).Count);
        Assert.Equal([AccessErrors.LinkUsed], (await Guests.LookAsync(Actor.Visitor, token)).Errors);
    }

    [Fact]
    public async Task Cancel_OldForeignOrMadeUpLink_ChangesNothing()
    {
        var id = await InformationMeetingAsync();
        await Guests.SignUpAsync(Actor.Visitor, Guest(id));
        var token = TokenOf((await world.MailsAsync(programme.Id, "GuestSignedUp"))[0].Letter!.ButtonPath!);
        var (other, foreign) = OneTimeLink.Create(LinkPurpose.SignIn, world.Clock.Now.AddDays(1), Guid.NewGuid());
        await using (var db = world.Open())
        {
            db.Add(other);
            await db.SaveChangesAsync();
        }

        Assert.Equal([AccessErrors.LinkExpired], (await Guests.CancelAsync(Actor.Visitor, "0000")).Errors);
        Assert.Equal([AccessErrors.LinkExpired], (await Guests.CancelAsync(Actor.Visitor, foreign)).Errors);
        world.Pass(8);
        Assert.Equal([AccessErrors.LinkExpired], (await Guests.CancelAsync(Actor.Visitor, token)).Errors);

        Assert.Equal(InvitationState.Yes, (await world.MeetingAsync(id)).Invitations.Single().State);
    }

    [Fact]
    public async Task Cancel_MeetingCalledOffMeanwhile_SaysSo()
    {
        var id = await InformationMeetingAsync();
        await Guests.SignUpAsync(Actor.Visitor, Guest(id));
        var token = TokenOf((await world.MailsAsync(programme.Id, "GuestSignedUp"))[0].Letter!.ButtonPath!);
        await world.Network.CancelAsync(Coordinator, id, "Sygdom");

        Assert.Equal([MeetingErrors.NotPossibleNow], (await Guests.LookAsync(Actor.Visitor, token)).Errors);
    }

    [Fact]
    public async Task AskForAttendance_AfterTheMeeting_AsksOnceAndIsDoneWhenItIsRecorded()
    {
        var id = await InformationMeetingAsync();
        await world.RunAsync<AskForAttendanceJob>();
        Assert.Empty(await WorkAsync());
        world.Pass(8);

        await world.RunAsync<AskForAttendanceJob>();
        await world.RunAsync<AskForAttendanceJob>();

        var asked = Assert.Single(await WorkAsync());
        Assert.Equal(($"/coordinator/meetings/{id}", null), (asked.Path, asked.DoneAt));
        Assert.True((await world.Network.RecordAttendanceAsync(Coordinator, id, [])).Succeeded);
        Assert.NotNull(Assert.Single(await WorkAsync()).DoneAt);
        await world.RunAsync<AskForAttendanceJob>();
        Assert.Single(await WorkAsync());
    }

    [Fact]
    public async Task AskForAttendance_PutAside_DoesNotComeBack()
    {
        await InformationMeetingAsync();
        world.Pass(8);
        await world.RunAsync<AskForAttendanceJob>();
        await world.Get<WorklistService>().MarkDoneAsync(Coordinator, [(await WorkAsync())[0].Id]);

        await world.RunAsync<AskForAttendanceJob>();

        Assert.NotNull(Assert.Single(await WorkAsync()).DoneAt);
    }

    [Fact]
    public async Task List_FirstMeetings_NameThePairAndAreFoundByIt()
    {
        await using var db = world.Open();
        var pair = await TestData.AcceptedMatchAsync(db, world.Clock.Now);
        await db.Citizens.Where(c => c.Id == pair.Citizen.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.FirstName, "Yasmin"));
        var coordinator = TestData.Coordinator(pair.Programme.Id);
        db.Add(new Meeting
        {
            ProgrammeId = pair.Programme.Id,
            Kind = MeetingKind.First,
            MatchId = pair.Match.Id,
            CoordinatorId = coordinator.AccountId!.Value,
            Title = "Første møde",
            Place = "Rådhuset",
            Minutes = 60,
            CreatedAt = world.Clock.Now,
        });
        await db.SaveChangesAsync();

        var found = Assert.Single((await world.Meetings.ListAsync(coordinator, new MeetingFilter("yasm"), new PageRequest(1))).Value.Rows);

        Assert.Equal($"Yasmin {pair.Citizen.LastName} – {pair.Volunteer.FullName}", found.Pair);
        Assert.Empty((await world.Meetings.ListAsync(coordinator, new MeetingFilter("zzz"), new PageRequest(1))).Value.Rows);
    }

    private static string TokenOf(string path)
    {
        Assert.StartsWith("/information-meetings/cancel/", path, StringComparison.Ordinal);
        return path.Split('/')[^1];
    }

    private static SignUpGuest Guest(Guid meeting, string language = "da") =>
        new() { MeetingId = meeting, Name = "Jens Prøve", Email = "jens@example.com", Language = language };

    private async Task<Guid> InformationMeetingAsync() => (await world.Network.CreateAsync(Coordinator, new CreateMeeting
    {
        ProgrammeId = programme.Id,
        Kind = MeetingKind.Information,
        Title = "Infomøde",
        Place = "Frivillighuset",
        Minutes = 120,
        Times = [((DateOnly?)world.Clock.Now.DanishDate().AddDays(7), (TimeOnly?)new TimeOnly(17, 0))],
    })).Value;

    private async Task<List<WorkItem>> WorkAsync()
    {
        await using var db = world.Open();
        return await db.WorkItems.Where(w => w.ProgrammeId == programme.Id && w.Kind == WorkKind.AttendanceMissing).ToListAsync();
    }
}
