using System.Net;
using System.Text;
using MentorMatch.Core.Access;
using MentorMatch.Core.Calendars;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Training;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Web.Tests.Calendars;

/// <summary>The secret calendar of a person, made and taken away on their own page.</summary>
public sealed class CalendarFeedTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static readonly Actor Planner = Actor.System("Test");

    [Fact]
    public async Task Feed_OfAVolunteer_HoldsTheirAppointmentsAndNobodyElses()
    {
        var (visit, account, volunteer) = await SignedInAsync();
        var (other, _, stranger) = await SignedInAsync();
        await AppointmentsAsync(volunteer);
        await AppointmentsAsync(stranger);

        var calendar = await OtherCalendars.ReadWithIcalJsAsync(Encoding.UTF8.GetString((await visit.FetchAsync(await MakeAsync(visit))).Bytes));

        Assert.Equal("PUBLISH", calendar.Method);
        Assert.Equal([1, 2, 3], calendar.Events.Select(e => (e.Start - app.Clock.Now).Days));
        Assert.All(calendar.Events, e => Assert.DoesNotContain(volunteer.FirstName, e.Summary, StringComparison.Ordinal));
        await using var db = app.NewContext();
        Assert.Equal(32, (await db.CalendarFeeds.SingleAsync(f => f.AccountId == account.Id)).TokenHash.Length);
        visit.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Feed_Unchanged_CostsNoBytesUntilSomethingMoves()
    {
        var (visit, _, volunteer) = await SignedInAsync();
        var meeting = await AppointmentsAsync(volunteer);
        var address = await MakeAsync(visit);
        using var reader = app.NewVisit();

        var (first, tag, _) = await AskAsync(reader, address, null);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var (second, same, body) = await AskAsync(reader, address, tag);
        await using (var db = app.NewContext())
        {
            var moved = await db.Meetings.SingleAsync(m => m.Id == meeting);
            moved.Reschedule(moved.StartsAt!.Value.AddDays(10), "Biblioteket", app.Clock.Now);
            await db.SaveChangesAsync();
        }

        var (third, changed, _) = await AskAsync(reader, address, tag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK), (first, second, third));
        Assert.Equal((tag, ""), (same, body));
        Assert.NotEqual(tag, changed);
        visit.Dispose();
    }

    [Fact]
    public async Task Feed_RenewedAndRevoked_ForgetsTheFormerAddress()
    {
        var (visit, _, _) = await SignedInAsync();
        var first = await MakeAsync(visit);

        var second = await MakeAsync(visit);
        Assert.Equal(HttpStatusCode.NotFound, (await visit.FetchAsync(first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await visit.FetchAsync(second)).Status);

        await visit.OpenAsync("/account");
        Assert.DoesNotContain(second, visit.Last.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await visit.SendAsync("no-calendar");
        Assert.Contains("The link has been removed", (await visit.FollowAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visit.FetchAsync(second)).Status);
        visit.Dispose();
    }

    [Fact]
    public async Task Feed_OfADisabledAccount_IsClosed()
    {
        var (visit, account, _) = await SignedInAsync();
        var address = await MakeAsync(visit);
        await using (var db = app.NewContext()) await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true));

        Assert.Equal(HttpStatusCode.NotFound, (await visit.FetchAsync(address)).Status);
        visit.Dispose();
    }

    [Fact]
    public async Task Renew_ByAVisitor_IsRefused()
    {
        using var scope = app.Services.CreateScope();

        Assert.False((await scope.ServiceProvider.GetRequiredService<CalendarFeedService>().RenewAsync(Actor.Visitor)).Succeeded);
    }

    private static async Task<(HttpStatusCode Status, string? Tag, string Body)> AskAsync(Visit reader, string address, string? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var response = await reader.SendAsync(request);
        return (response.StatusCode, response.Headers.ETag?.ToString(), await response.Content.ReadAsStringAsync());
    }

    /// <returns>The path of the address that the page shows.</returns>
    private static async Task<string> MakeAsync(Visit visit)
    {
        await visit.OpenAsync("/account");
        var page = await visit.SendAsync("calendar");
        var address = page.Document.QuerySelector("#calendar-link")!.GetAttribute("value")!;
        return address[address.IndexOf("/calendar/", StringComparison.Ordinal)..];
    }

    /// <summary>A meeting, an interview and a training evening in the coming days, and some that are called off, declined or long past.</summary>
    private async Task<Guid> AppointmentsAsync(Volunteer volunteer)
    {
        var now = app.Clock.Now;
        var shown = MeetingIn(volunteer, 1, now);
        var declined = MeetingIn(volunteer, 4, now);
        declined.Invitations[0].Answer(InvitationState.No, Planner, now);
        var cancelled = MeetingIn(volunteer, 5, now);
        cancelled.Cancel(Planner, now, null);
        var interview = new Interview { ProgrammeId = volunteer.ProgrammeId, VolunteerId = volunteer.Id, CoordinatorId = Guid.CreateVersion7(), StartsAt = now.AddDays(2), Minutes = 60, Place = "Rådhuset" };
        var evening = EveningIn(volunteer, 3, now);
        var givenBack = EveningIn(volunteer, 6, now);
        await app.SaveAsync(
            shown, declined, cancelled, interview, evening, givenBack,
            new TrainingSignUp { EveningId = evening.Id, VolunteerId = volunteer.Id, SignedUpAt = now },
            new TrainingSignUp { EveningId = givenBack.Id, VolunteerId = volunteer.Id, SignedUpAt = now, CancelledAt = now });
        return shown.Id;
    }

    private static Meeting MeetingIn(Volunteer volunteer, int days, DateTimeOffset now)
    {
        var meeting = new Meeting
        {
            ProgrammeId = volunteer.ProgrammeId,
            Kind = MeetingKind.Learning,
            CoordinatorId = Guid.CreateVersion7(),
            Title = "Læringsmøde",
            Place = "Rådhuset",
            Minutes = 60,
            CreatedAt = now,
        };
        meeting.Schedule(now.AddDays(days), Planner, now);
        meeting.Invitations.Add(new() { MeetingId = meeting.Id, ProgrammeId = volunteer.ProgrammeId, VolunteerId = volunteer.Id, SentAt = now });
        return meeting;
    }

    private static TrainingEvening EveningIn(Volunteer volunteer, int days, DateTimeOffset now) => new()
    {
        ProgrammeId = volunteer.ProgrammeId,
        Number = 1,
        Title = "Den gode samtale",
        StartsAt = now.AddDays(days),
        Minutes = 120,
        Place = "Biblioteket",
        Seats = 12,
    };

    private async Task<(Visit Visit, Account Account, Volunteer Volunteer)> SignedInAsync()
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.ReadyVolunteer(programme, app.Clock.Now);
        account.Language = "en";
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), account.Id);
        await app.SaveAsync(programme, account, volunteer, link);
        var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");
        await visit.SendAsync("link");
        return (visit, account, volunteer);
    }
}
