using System.Net;
using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Web.Tests.FollowUps;

/// <summary>Volunteers and citizens follow their match with a browser that runs no script.</summary>
public sealed class OwnPagesTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task CheckIn_Answered_IsSavedAndThanked()
    {
        var pair = await StartedAsync();
        var asked = await AskAsync(pair, Side.Citizen);
        using var citizen = await ComeAsync(pair.Citizen.AccountId!.Value);

        var page = await citizen.OpenAsync($"/citizen/check-ins/{asked}");
        Assert.Equal(5, page.Document.QuerySelectorAll("input[type=radio]").Length);
        var empty = await citizen.SendAsync("check-in");
        Assert.Equal("Vælg et af de fem svar.", Assert.Single(empty.Errors));
        await citizen.SendAsync("check-in", ("Input.Answer", "2"), ("Input.Comment", "Det er svært"));
        var after = await citizen.FollowAsync();

        Assert.Contains("Tak for dit svar.", after.Text, StringComparison.Ordinal);
        await using var db = app.NewContext();
        var answer = await db.CheckIns.SingleAsync(c => c.Id == asked);
        Assert.Equal((2, "Det er svært"), (answer.Answer, answer.Comment));
        Assert.True(await db.WorkItems.AnyAsync(w => w.MatchId == pair.Match.Id && w.Kind == WorkKind.BadNews));
    }

    [Fact]
    public async Task Log_SentTwiceRemovedAndUndone_IsOneMeeting()
    {
        var pair = await StartedAsync();
        using var volunteer = await ComeAsync(pair.Volunteer.AccountId);
        var path = $"/volunteer/matches/{pair.Match.Id}";
        var page = await volunteer.OpenAsync(path);
        Assert.Equal(app.Clock.Now.DanishDate().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), page.Document.QuerySelector("input[type=date]")!.GetAttribute("value"));
        var (first, again) = (volunteer.Post("log", ("Input.Note", "")), volunteer.Post("log", ("Input.Note", "")));

        Assert.Equal(HttpStatusCode.Found, (await volunteer.SendAsync(first)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await volunteer.SendAsync(again)).StatusCode);
        var line = await LoggedAsync(pair);
        Assert.Equal((60, (DateTimeOffset?)null), (line.Minutes, line.RemovedAt));

        await volunteer.OpenAsync(path);
        await volunteer.SendAsync("log-line", ("Line.Remove", line.Id.ToString()));
        Assert.NotNull((await LoggedAsync(pair)).RemovedAt);
        await volunteer.FollowAsync();
        await volunteer.SendAsync("log-line", ("Line.Restore", line.Id.ToString()));
        Assert.Null((await LoggedAsync(pair)).RemovedAt);
    }

    [Fact]
    public async Task Log_InTheFuture_SaysSoAndKeepsWhatWasTyped()
    {
        var pair = await StartedAsync();
        using var citizen = await ComeAsync(pair.Citizen.AccountId!.Value);
        await citizen.OpenAsync("/citizen/match");

        var page = await citizen.SendAsync("log", ("Input.HeldOn", "2030-01-01"), ("Input.Minutes", "45"), ("Input.Note", "Gik en tur"));

        Assert.Equal("Dagen er ikke kommet endnu.", Assert.Single(page.Errors));
        Assert.Equal("45", page.Document.QuerySelector("[name='Input.Minutes']")!.GetAttribute("value"));
        Assert.Equal("Gik en tur", page.Document.QuerySelector("textarea")!.TextContent.Trim());
    }

    [Fact]
    public async Task Match_WithAQuestionOpen_AsksItBeforeWhatCanWait()
    {
        var pair = await StartedAsync();
        var asked = await AskAsync(pair, Side.Citizen);
        using var citizen = await ComeAsync(pair.Citizen.AccountId!.Value);

        var open = await HeadingsAsync();
        await citizen.OpenAsync($"/citizen/check-ins/{asked}");
        await citizen.SendAsync("check-in", ("Input.Answer", "4"));
        var answered = await HeadingsAsync();

        Assert.True(open.IndexOf("Hvordan det går") < open.IndexOf("Skriv et møde ind"));
        Assert.True(answered.IndexOf("Hvordan det går") > answered.IndexOf("Skriv et møde ind"));

        async Task<List<string>> HeadingsAsync() =>
            [.. (await citizen.OpenAsync("/citizen/match")).Document.QuerySelectorAll("main h2").Select(heading => heading.TextContent.Trim())];
    }

    [Fact]
    public async Task Match_WhereSomethingIsWrong_LeadsToAPerson()
    {
        var pair = await StartedAsync();
        using var citizen = await ComeAsync(pair.Citizen.AccountId!.Value);
        await citizen.OpenAsync("/citizen/match");

        var empty = await citizen.SendAsync("wrong");
        Assert.Single(empty.Errors);
        Assert.StartsWith("Fejl: ", empty.Document.Title, StringComparison.Ordinal);
        await citizen.SendAsync("wrong", ("Input.Text", "Jeg er ikke tryg."));
        var after = await citizen.FollowAsync();

        Assert.NotNull(after.Document.QuerySelector(".alert-success"));
        await using var db = app.NewContext();
        Assert.True(await db.WorkItems.AnyAsync(w => w.CitizenId == pair.Citizen.Id && w.Kind == WorkKind.SomethingWrong));
    }

    [Fact]
    public async Task Change_Wanted_ReachesTheCoordinator()
    {
        var pair = await StartedAsync();
        using var citizen = await ComeAsync(pair.Citizen.AccountId!.Value);
        await citizen.OpenAsync("/citizen/change");

        await citizen.SendAsync("change", ("Input.Text", ""));
        var page = await citizen.FollowAsync();

        Assert.Contains("Der sker ikke noget, før I har talt sammen.", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("a[href='/citizen/change']"));
        await using var db = app.NewContext();
        Assert.Equal(Urgency.Today, (await db.WorkItems.SingleAsync(w => w.MatchId == pair.Match.Id && w.Kind == WorkKind.ChangeWanted)).Urgency);
    }

    [Fact]
    public async Task Meeting_Answered_IsSaved()
    {
        var pair = await AcceptedAsync();
        var time = new MeetingTime { Date = app.Clock.Now.DanishDate().AddDays(3), Time = new TimeOnly(10, 0), Minutes = 60, Place = "Rådhuset" };
        var id = (await InScopeAsync<FirstMeetingService, Result<Guid>>(s => s.BookAsync(TestData.Coordinator(pair.Programme.Id), pair.Match.Id, time))).Value;
        foreach (var (account, path) in new[] { (pair.Volunteer.AccountId, $"/volunteer/meetings/{id}"), (pair.Citizen.AccountId!.Value, $"/citizen/meetings/{id}") })
        {
            using var visit = await ComeAsync(account);
            await visit.OpenAsync(path);
            await visit.SendAsync("answer", ("Input.Answer", nameof(InvitationState.Yes)));
            Assert.Contains("Dit svar er gemt.", (await visit.FollowAsync()).Text, StringComparison.Ordinal);
        }

        await using var db = app.NewContext();
        Assert.All(await db.Invitations.Where(i => i.MeetingId == id).ToListAsync(), i => Assert.Equal(InvitationState.Yes, i.State));
    }

    [Fact]
    public async Task Meeting_BookedInAnotherLanguage_IsCalledAFirstMeetingInThatOfThePage()
    {
        var pair = await AcceptedAsync();
        var time = new MeetingTime { Date = app.Clock.Now.DanishDate().AddDays(3), Time = new TimeOnly(10, 0), Minutes = 60, Place = "Rådhuset" };
        var id = (await InScopeAsync<FirstMeetingService, Result<Guid>>(s => s.BookAsync(TestData.Coordinator(pair.Programme.Id), pair.Match.Id, time))).Value;
        await using (var db = app.NewContext())
        {
            await db.Accounts.Where(a => a.Id == pair.Volunteer.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.Language, "en"));
            await db.Meetings.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Title, "Første møde"));
        }

        using var visit = await ComeAsync(pair.Volunteer.AccountId);

        foreach (var (path, where) in new[] { ($"/volunteer/meetings/{id}", "h1"), ("/volunteer/meetings", ".card"), ("/volunteer", $"a[href='/volunteer/meetings/{id}']") })
        {
            Assert.Contains("First meeting", (await visit.OpenAsync(path)).Document.QuerySelector($"main {where}")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Contact_BeforeTheAgreement_IsNotShown()
    {
        var accepted = await AcceptedAsync();
        var started = await StartedAsync();
        using var early = await ComeAsync(accepted.Volunteer.AccountId);
        using var later = await ComeAsync(started.Volunteer.AccountId);

        var before = await early.OpenAsync($"/volunteer/matches/{accepted.Match.Id}");
        var after = await later.OpenAsync($"/volunteer/matches/{started.Match.Id}");

        Assert.False(before.Shows(accepted.Citizen.Phone!));
        Assert.True(after.Shows(started.Citizen.Phone!));
        Assert.DoesNotContain(started.Citizen.LastName, after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_OfSomebodyElse_AreNotFound()
    {
        var pair = await StartedAsync();
        var other = await StartedAsync();
        var asked = await AskAsync(pair, Side.Volunteer);
        using var volunteer = await ComeAsync(other.Volunteer.AccountId);
        using var citizen = await ComeAsync(pair.Citizen.AccountId!.Value);

        Assert.Equal(HttpStatusCode.NotFound, (await volunteer.OpenAsync($"/volunteer/matches/{pair.Match.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await volunteer.OpenAsync($"/volunteer/check-ins/{asked}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await volunteer.OpenAsync($"/volunteer/meetings/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/citizen/check-ins/{asked}")).Status);
    }

    [Fact]
    public async Task InformationMeeting_Visitor_SignsUpAndOffAgain()
    {
        var programme = TestData.Programme();
        await app.SaveAsync(programme);
        var create = new CreateMeeting
        {
            ProgrammeId = programme.Id,
            Kind = MeetingKind.Information,
            Title = $"Hør om det {programme.Slug}",
            Place = "Biblioteket",
            Minutes = 60,
            Times = [(app.Clock.Now.DanishDate().AddDays(8), new TimeOnly(19, 0))],
        };
        var id = (await InScopeAsync<NetworkMeetingService, Result<Guid>>(s => s.CreateAsync(TestData.Coordinator(programme.Id), create))).Value;
        using var visitor = app.NewVisit();
        Assert.Contains(create.Title, (await visitor.OpenAsync("/information-meetings")).Text, StringComparison.Ordinal);

        await visitor.SendAsync("guest", ("Input.MeetingId", id.ToString()), ("Input.Name", "Jens Prøve"), ("Input.Email", "jens@example.com"));
        Assert.Contains("Thank you.", (await visitor.FollowAsync()).Text, StringComparison.Ordinal);

        await using var db = app.NewContext();
        Assert.Equal("jens@example.com", (await db.Invitations.SingleAsync(i => i.MeetingId == id)).GuestEmail);
        var mail = await db.Emails.SingleAsync(e => e.ProgrammeId == programme.Id && e.CalendarMethod == "REQUEST");
        Assert.Equal("en", mail.Letter!.Language);

        var cancel = await visitor.OpenAsync(mail.Letter.ButtonPath!);
        Assert.Equal("Cancel your place", cancel.Heading);
        Assert.Contains(create.Title, cancel.Text, StringComparison.Ordinal);
        await visitor.SendAsync("cancel");
        Assert.Equal("You are signed off", (await visitor.FollowAsync()).Heading);
        Assert.Equal(InvitationState.No, await db.Invitations.Where(i => i.MeetingId == id).Select(i => i.State).SingleAsync());
        Assert.Equal("You are signed off", (await visitor.OpenAsync(mail.Letter.ButtonPath!)).Heading);
    }

    private async Task<MatchedPair> StartedAsync()
    {
        await using var db = app.NewContext();
        return await TestData.StartedMatchAsync(db, app.Clock.Now);
    }

    private async Task<MatchedPair> AcceptedAsync()
    {
        await using var db = app.NewContext();
        return await TestData.AcceptedMatchAsync(db, app.Clock.Now);
    }

    private async Task<Guid> AskAsync(MatchedPair pair, Side side)
    {
        var asked = CheckIn.Ask(pair.Match, side, new PlannedQuestion(CheckInKind.Pulse, 1, app.Clock.Now), app.Clock.Now);
        await app.SaveAsync(asked);
        return asked.Id;
    }

    private async Task<LoggedMeeting> LoggedAsync(MatchedPair pair)
    {
        await using var db = app.NewContext();
        return await db.LoggedMeetings.SingleAsync(m => m.MatchId == pair.Match.Id);
    }

    private async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private async Task<Visit> ComeAsync(Guid account)
    {
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), account);
        await app.SaveAsync(link);
        var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");
        await visit.SendAsync("link");
        return visit;
    }
}
