using System.Net;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Citizens;

/// <summary>Wishes from the invitation to the sending, over HTTP and without a script.</summary>
public sealed class WishesPagesTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Wishes_EveryQuestionInTurn_AreSavedAndSent()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        var visit = citizen.Visit;
        Assert.Equal("Your wishes", visit.Last.Heading);

        await visit.OpenAsync(visit.Last.Document.QuerySelector("main a.button-primary")!.GetAttribute("href")!);
        await NextAsync(visit, "What would you like help with?", ("Input.Goals", "FindJob"), ("Input.Goals", "MeetPeople"));
        await NextAsync(visit, "What do you like to do?", ("Input.Interests", "Walking"), ("Input.Dislikes", "Chess"));
        await NextAsync(visit, "Which languages do you speak?", ("Input.Danish", "2"), ("Input.English", "0"), ("Input.OtherLanguages", "ar"));
        await NextAsync(visit, "When can you meet?", ("Input.Times", "0"), ("Input.Times", "5"));
        await NextAsync(visit, "A little about you, and where you want to meet", ("Input.Gender", "Man"), ("Input.Postcode", "3450"), ("Input.DistanceKm", "10"), ("Input.BirthYear", "1990"));
        await NextAsync(visit, "What do you wish of your mentor?", ("Input.WantedGender", "Woman"), ("Input.Approaches[NoShow]", "Call"));
        await NextAsync(visit, "Is there anything that we should take into account?", ("Input.Traits", "Dog"), ("Input.Reservations", "Smoking"));
        await NextAsync(visit, "Would you like to tell us more?", ("Input.OwnWords", "Jeg vil gerne have en, der lytter."), ("Input.ShareGoals", "true"));
        Assert.Equal("Check your answers", visit.Last.Heading);
        await visit.SendAsync("send", ("Input.Consent", "true"));
        await visit.FollowAsync();

        Assert.Contains("We are looking for a mentor for you", visit.Last.Text, StringComparison.Ordinal);
        var saved = await citizen.CitizenAsync();
        Assert.Equal(CitizenState.WishesDone, saved.State);
        Assert.Equal(["FindJob", "MeetPeople"], saved.Wishes.Goals);
        Assert.Equal(["Walking"], saved.Wishes.Interests);
        Assert.Equal(["Chess"], saved.Wishes.Dislikes);
        Assert.Equal((Gender.Man, Gender.Woman), (saved.Wishes.Gender, saved.Wishes.WantedGender));
        Assert.Equal([new LanguageSkill("da", 2), new LanguageSkill("ar", 3)], saved.Wishes.Languages);
        Assert.Equal((0b100001, "3450", 10, 1990), (saved.Wishes.Times.Mask, saved.Wishes.Postcode.ToString(), saved.Wishes.DistanceCapKm, saved.Wishes.BirthYear));
        Assert.Equal((Gender.Woman, "Call"), (saved.Wishes.WantedGender, saved.Wishes.Approaches["NoShow"]));
        Assert.Equal(("Dog", "Smoking"), (saved.Wishes.Traits.Single(), saved.Wishes.Reservations.Single()));
        Assert.Equal(("Jeg vil gerne have en, der lytter.", true), (saved.Wishes.OwnWords, saved.Wishes.ShareGoals));
    }

    [Fact]
    public async Task Question_NotAnswered_SaysSoBesideTheField()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);

        var page = await citizen.AnswerAsync("goals");

        Assert.Equal(["Choose at least one thing that you would like help with."], page.Errors);
        Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("#Input-Goals-error"));
        Assert.EndsWith("#Input-Goals", page.Document.QuerySelector(".error-summary a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_WronglyAnswered_KeepsEverythingThatWasTyped()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);

        var page = await citizen.AnswerAsync("where", ("Input.Postcode", "34"), ("Input.DistanceKm", "5"), ("Input.BirthYear", "nitten halvfems"));

        Assert.Equal(2, page.Errors.Count);
        Assert.Equal("34", page.Document.QuerySelector("#Input-Postcode")!.GetAttribute("value"));
        Assert.Equal("nitten halvfems", page.Document.QuerySelector("#Input-BirthYear")!.GetAttribute("value"));
        Assert.Equal("5", page.Document.QuerySelector("input[name='Input.DistanceKm'][checked]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("interests", "What do you like to do?")]
    [InlineData("languages", "Which languages do you speak?", "Input.Danish", "2")]
    [InlineData("mentor", "What do you wish of your mentor?", "Input.WantedGender", "Man")]
    [InlineData("reservations", "Is there anything that we should take into account?", "Input.Traits", "Cat")]
    [InlineData("reservations", "Is there anything that we should take into account?")]
    [InlineData("words", "Would you like to tell us more?", "Input.ShareGoals", "true")]
    public async Task Question_AnsweredInPart_IsSaved(string step, string heading, string? name = null, string? value = null)
    {
        using var citizen = await CitizenOnline.ComeAsync(app);

        var page = await citizen.AnswerAsync(step, name is null ? [] : [(name, value!)]);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Errors);
        Assert.NotEqual(heading, page.Heading);
        Assert.NotNull((await citizen.CitizenAsync()).Wishes.SavedAt);
    }

    [Fact]
    public async Task OwnWords_WithACprNumber_AreRefusedAndKeptOnThePageAlone()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);

        var page = await citizen.AnswerAsync("words", ("Input.OwnWords", "Mit nummer er 010190-1234"));

        Assert.Equal(["That looks like a CPR number. Delete it. We do not keep CPR numbers."], page.Errors);
        Assert.Contains("010190-1234", page.Document.QuerySelector("textarea")!.TextContent + page.Document.QuerySelector("textarea")!.GetAttribute("value"), StringComparison.Ordinal);
        Assert.Null((await citizen.CitizenAsync()).Wishes.OwnWords);
    }

    [Fact]
    public async Task Back_WithAnAnswer_KeepsItAndGoesBack()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);

        var page = await citizen.AnswerAsync("interests", ("Input.Interests", "Cooking"), ("Go", "back"));

        Assert.Equal("What would you like help with?", page.Heading);
        Assert.Equal(["Cooking"], (await citizen.CitizenAsync()).Wishes.Interests);
    }

    [Fact]
    public async Task Back_WithoutAnAnswer_GoesBackAllTheSame()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);

        Assert.Equal("Your wishes", (await citizen.AnswerAsync("goals", ("Go", "back"))).Heading);
    }

    [Fact]
    public async Task Check_WithAnswersMissing_LeadsToThem()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        await citizen.Visit.OpenAsync("/citizen/wishes/check");

        var page = await citizen.Visit.SendAsync("send");

        Assert.Equal(4, page.Errors.Count);
        foreach (var link in page.Document.QuerySelectorAll(".error-summary a"))
        {
            Assert.NotNull(page.Document.GetElementById(link.GetAttribute("href")!.Split('#')[1]));
        }

        Assert.Equal(CitizenState.Invited, (await citizen.CitizenAsync()).State);
    }

    [Fact]
    public async Task Check_Change_ComesBackToTheCheck()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        await citizen.AnswerAllAsync();
        await citizen.Visit.OpenAsync("/citizen/wishes/check");
        await citizen.Visit.OpenAsync(citizen.Visit.Last.Document.QuerySelector(".summary-change a")!.GetAttribute("href")!);

        await citizen.Visit.SendAsync("wishes", ("Input.Goals", "KeepJob"));
        var page = await citizen.Visit.FollowAsync();

        Assert.Equal("Check your answers", page.Heading);
        Assert.Contains("Keep my job", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_FromAnOldPage_SendsOnce()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        await citizen.AnswerAllAsync();
        await citizen.Visit.OpenAsync("/citizen/wishes/check");
        var (first, second) = (citizen.Visit.Post("send", ("Input.Consent", "true")), citizen.Visit.Post("send", ("Input.Consent", "true")));

        var answers = new[] { await citizen.Visit.SendAsync(first), await citizen.Visit.SendAsync(second) };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Found, answer.StatusCode));
        Assert.All(answers, answer => Assert.Equal("/citizen?sent=1", answer.Headers.Location?.PathAndQuery));
        await using var db = app.NewContext();
        Assert.Equal(1, await db.Emails.CountAsync(e => e.CitizenId == citizen.CitizenId && e.Kind == CitizenEmails.WishesReceived));
    }

    [Fact]
    public async Task Question_ChangedByTheCoordinatorMeanwhile_SaysWhoAndKeepsWhatWasTyped()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        await citizen.Visit.OpenAsync("/citizen/wishes/goals");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Service<WishesService>().SaveAsync(
            citizen.Coordinator, new() { CitizenId = citizen.CitizenId, Step = WishesStep.Goals, Answers = new() { Goals = ["SortMoney"] } });

        var page = await citizen.Visit.SendAsync("wishes", ("Input.Goals", "FindJob"));

        Assert.Contains(citizen.Coordinator.Name, page.Errors.Single(), StringComparison.Ordinal);
        Assert.Equal("FindJob", page.Document.QuerySelector("input[name='Input.Goals'][checked]")!.GetAttribute("value"));
        Assert.Equal(["SortMoney"], (await citizen.CitizenAsync()).Wishes.Goals);
        await citizen.Visit.SendAsync("wishes", ("Input.Goals", "FindJob"));
        Assert.Equal(["FindJob"], (await citizen.CitizenAsync()).Wishes.Goals);
    }

    [Fact]
    public async Task Question_WhenTheCitizenHasLeftMeanwhile_SaysSo()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        await citizen.Visit.OpenAsync("/citizen/wishes/goals");
        await using (var db = app.NewContext())
        {
            (await db.Citizens.SingleAsync(c => c.Id == citizen.CitizenId)).Leave(citizen.Coordinator, app.Clock.Now, null);
            await db.SaveChangesAsync();
        }

        await citizen.Visit.SendAsync("wishes", ("Input.Goals", "FindJob"));
        var page = await citizen.Visit.FollowAsync();

        Assert.Contains("The programme has ended, so the answers cannot be changed.", page.Text, StringComparison.Ordinal);
        Assert.Empty((await citizen.CitizenAsync()).Wishes.Goals);
    }

    [Theory]
    [InlineData("/citizen")]
    [InlineData("/citizen/wishes")]
    [InlineData("/citizen/wishes/goals")]
    [InlineData("/citizen/wishes/check")]
    public async Task Page_WithAnotherCitizensId_IsNotFound(string path)
    {
        using var citizen = await CitizenOnline.ComeAsync(app);
        using var other = await CitizenOnline.ComeAsync(app);

        Assert.Equal(HttpStatusCode.NotFound, (await citizen.Visit.OpenAsync($"{path}?citizen={other.CitizenId}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await citizen.Visit.OpenAsync($"{path}?citizen={citizen.CitizenId}")).Status);
    }

    [Fact]
    public async Task Page_UnknownQuestion_IsNotFound()
    {
        using var citizen = await CitizenOnline.ComeAsync(app);

        Assert.Equal(HttpStatusCode.NotFound, (await citizen.Visit.OpenAsync("/citizen/wishes/nonsense")).Status);
    }

    private static async Task NextAsync(Visit visit, string heading, params (string Name, string Value)[] answers)
    {
        Assert.Equal(heading, visit.Last.Heading);
        await visit.SendAsync("wishes", answers);
        Assert.Empty(visit.Last.Errors);
        await visit.FollowAsync();
    }
}
