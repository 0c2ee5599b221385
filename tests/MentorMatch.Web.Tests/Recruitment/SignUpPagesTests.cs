using System.Net;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Recruitment;

/// <summary>Signing up over HTTP and without a script.</summary>
public sealed class SignUpPagesTests(AppFixture app) : IClassFixture<AppFixture>
{
    public static TheoryData<string, string[], string[]> Wrong => new()
    {
        { "name", ["Name"], ["Input.Name=Karen"] },
        { "contact", ["Email", "Phone"], ["Input.Email=karen", "Input.Phone=12"] },
        { "about", ["BirthYear", "Postcode"], ["Input.BirthYear=nitten", "Input.Postcode=34"] },
        { "interests", ["OccupationField", "Interests"], ["Input.OccupationField="] },
        { "times", ["Times"], [] },
        { "motivation", ["Motivation"], ["Input.Motivation=Mit nummer er 010180-1234"] },
        { "source", ["Source", "InformationMeeting"], [] },
    };

    [Fact]
    public async Task SignUp_WholeWay_MakesAVolunteerWhoConfirmsByTheLink()
    {
        var (programme, address) = (await ProgrammeAsync(), TestData.NewAddress());
        using var visit = await AnsweredAsync(programme, address);
        Assert.Equal("Check your answers", visit.Last.Heading);
        Assert.Contains(address, visit.Last.Text, StringComparison.Ordinal);

        await visit.SendAsync("sign-up", ("Input.Consent", "true"));
        await visit.FollowAsync();

        Assert.Equal("Thank you, we have received your sign-up", visit.Last.Heading);
        await visit.OpenAsync(await LinkAsync(address, "ConfirmSignUp"));
        Assert.Equal(VolunteerState.Applied, await StateAsync(address));
        await visit.SendAsync("confirm");
        Assert.Equal("Your sign-up is confirmed", (await visit.FollowAsync()).Heading);
        Assert.Equal(VolunteerState.Confirmed, await StateAsync(address));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Question_WronglyAnswered_SaysSoBesideEachFieldAndKeepsWhatWasTyped(string step, string[] fields, string[] answers)
    {
        var programme = await ProgrammeAsync();
        using var visit = app.NewVisit();
        await AnswerAsync(visit, $"/sign-up?programme={programme.Slug}", ("Input.Name", "Karen Eksempel"));
        await visit.OpenAsync($"/sign-up/{step}");

        var typed = answers.Select(answer => answer.Split('=')).Select(parts => (Name: parts[0], Value: parts[1])).ToArray();

        var page = await visit.SendAsync("sign-up", typed);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
        Assert.Equal(fields.Length, page.Errors.Count);
        Assert.All(fields, field => Assert.NotNull(page.Document.QuerySelector($"#Input-{field}-error")));
        Assert.All(typed.Where(t => t.Value.Length > 0), t => Assert.Contains(t.Value, Shown(page, t.Name), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Back_ToAnEarlierQuestion_ShowsTheAnswerAndLeadsBackToTheCheck()
    {
        using var visit = await AnsweredAsync(await ProgrammeAsync(), TestData.NewAddress());

        await visit.OpenAsync("/sign-up/name");
        Assert.Equal("Karen Eksempel", Shown(visit.Last, "Input.Name"));
        await visit.SendAsync("sign-up", ("Input.Name", "Karen Ny Eksempel"));

        Assert.Contains("Karen Ny Eksempel", (await visit.FollowAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ASecondTime_ChangesNothing()
    {
        var (programme, address) = (await ProgrammeAsync(), TestData.NewAddress());
        using var visit = await AnsweredAsync(programme, address);
        using var first = visit.Post("sign-up", ("Input.Consent", "true"));
        using var second = visit.Post("sign-up", ("Input.Consent", "true"));

        using var one = await visit.SendAsync(first);
        using var two = await visit.SendAsync(second);

        Assert.Equal("/sign-up/sent", two.Headers.Location?.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal));
        await using var db = app.NewContext();
        Assert.Equal(1, await db.Volunteers.CountAsync(v => v.Email == address));
        Assert.Equal(1, await db.Emails.CountAsync(e => e.ToAddress == address));
    }

    [Fact]
    public async Task Send_WithoutConsent_SaysSoAndSendsNothing()
    {
        var address = TestData.NewAddress();
        using var visit = await AnsweredAsync(await ProgrammeAsync(), address);

        var page = await visit.SendAsync("sign-up");

        Assert.NotNull(page.Document.QuerySelector("#Input-Consent-error"));
        await using var db = app.NewContext();
        Assert.False(await db.Volunteers.AnyAsync(v => v.Email == address));
    }

    [Fact]
    public async Task Confirm_ExpiredLink_OffersANewOne()
    {
        var address = TestData.NewAddress();
        using var visit = await AnsweredAsync(await ProgrammeAsync(), address);
        await visit.SendAsync("sign-up", ("Input.Consent", "true"));
        app.Clock.Advance(SignUpSending.ConfirmWithin);

        await visit.OpenAsync(await LinkAsync(address, "ConfirmSignUp"));
        Assert.Equal("The link no longer works", visit.Last.Heading);
        await visit.SendAsync("renew");
        Assert.Contains("new link", (await visit.FollowAsync()).Text, StringComparison.Ordinal);
        await visit.OpenAsync(await LinkAsync(address, "ConfirmSignUp"));

        Assert.Equal("Confirm your e-mail", visit.Last.Heading);
    }

    [Fact]
    public async Task Resume_OnAnotherDevice_GoesOnWhereTheAnswersEnd()
    {
        var (programme, address) = (await ProgrammeAsync(), TestData.NewAddress());
        using var phone = await AnsweredAsync(programme, address);
        await phone.OpenAsync("/sign-up/motivation");
        await phone.SendAsync("later");
        Assert.Contains("We have sent you a mail", (await phone.FollowAsync()).Text, StringComparison.Ordinal);

        using var computer = app.NewVisit();
        await computer.OpenAsync(await LinkAsync(address, "ResumeSignUp"));
        await computer.SendAsync("resume");

        Assert.Equal("Check your answers", (await computer.FollowAsync()).Heading);
    }

    [Theory]
    [InlineData("/sign-up/confirm/made-up", "We do not know this link")]
    [InlineData("/sign-up/resume/made-up", "Go on with your sign-up")]
    [InlineData("/sign-up/sent", "Become a volunteer")]
    public async Task Page_OfNobody_SaysSoWithoutFailing(string path, string heading)
    {
        await ProgrammeAsync();
        using var visit = app.NewVisit();

        var page = await visit.OpenAsync(path);

        Assert.Equal((HttpStatusCode.OK, heading), (page.Status, page.Heading));
    }

    [Fact]
    public async Task Programme_OpenAndUnknown_IsShownAndNotFound()
    {
        var programme = await ProgrammeAsync();
        using var visit = app.NewVisit();

        Assert.Equal("Role models", (await visit.OpenAsync($"/programmes/{programme.Slug}")).Heading);
        Assert.Equal(HttpStatusCode.NotFound, (await visit.OpenAsync("/programmes/no-such")).Status);
    }

    private static string Shown(PageSeen page, string name) =>
        page.Document.QuerySelector($"[name='{name}']") is { } field ? field.GetAttribute("value") ?? field.TextContent : "";

    private static async Task AnswerAsync(Visit visit, string path, params (string Name, string Value)[] answers)
    {
        await visit.OpenAsync(path);
        await visit.SendAsync("sign-up", answers);
        await visit.FollowAsync();
    }

    private async Task<Visit> AnsweredAsync(Programme programme, string address)
    {
        var visit = app.NewVisit();
        await AnswerAsync(visit, $"/sign-up?programme={programme.Slug}", ("Input.Name", "Karen Eksempel"));
        await AnswerAsync(visit, "/sign-up/contact", ("Input.Email", address), ("Input.Phone", "12345678"));
        await AnswerAsync(visit, "/sign-up/about", ("Input.BirthYear", "1962"), ("Input.Postcode", "3450"));
        await AnswerAsync(visit, "/sign-up/interests", ("Input.OccupationField", "Office"), ("Input.Interests", "Walking"), ("Input.Interests", "Chess"));
        await AnswerAsync(visit, "/sign-up/times", ("Input.Times", "0"), ("Input.Times", "5"));
        await AnswerAsync(visit, "/sign-up/motivation", ("Input.Motivation", "Jeg har tid."));
        await AnswerAsync(visit, "/sign-up/source", ("Input.Source", "Poster"), ("Input.InformationMeeting", "True"));
        return visit;
    }

    private async Task<Programme> ProgrammeAsync()
    {
        var programme = TestData.Programme();
        await app.SaveAsync(programme);
        return programme;
    }

    private async Task<VolunteerState> StateAsync(string address)
    {
        await using var db = app.NewContext();
        return (await db.Volunteers.SingleAsync(v => v.Email == address)).State;
    }

    private async Task<string> LinkAsync(string address, string kind)
    {
        await using var db = app.NewContext();
        return (await db.Emails.Where(e => e.ToAddress == address && e.Kind == kind).OrderByDescending(e => e.Id).FirstAsync()).Letter!.ButtonPath!;
    }
}
