using System.Net;
using MentorMatch.Core.Access;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Web.Tests.Emails;

/// <summary>Unsubscribing as mail programs and as people do it (RFC 8058), and the same choice on the own page.</summary>
public sealed class UnsubscribeTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task OneClick_Posted_UnsubscribesAtOnceAndOnlyFromItsTopic()
    {
        var mail = await MailAsync();
        using var visit = app.NewVisit();

        var answer = await PostAsync(visit, mail, "List-Unsubscribe=One-Click");
        var again = await PostAsync(visit, mail, "List-Unsubscribe=One-Click");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer, again));
        Assert.Equal([EmailTopic.Waiting], await OutsAsync(mail));
    }

    [Fact]
    public async Task OneClick_Opened_ChangesNothingAndShowsThePage()
    {
        var mail = await MailAsync();
        using var visit = app.NewVisit();

        await visit.OpenAsync($"/unsubscribe/one-click/{mail.Letter!.UnsubscribeToken}");
        var page = await visit.FollowAsync();

        Assert.Equal("Unsubscribe", page.Heading);
        Assert.Empty(await OutsAsync(mail));
    }

    [Theory]
    [InlineData("")]
    [InlineData("List-Unsubscribe=Other")]
    public async Task OneClick_PostedWithoutItsWord_ChangesNothing(string body)
    {
        var mail = await MailAsync();
        using var visit = app.NewVisit();

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(visit, mail, body));
        Assert.Empty(await OutsAsync(mail));
    }

    [Fact]
    public async Task Page_ByAPerson_UnsubscribesAndTakesItBack()
    {
        var mail = await MailAsync();
        using var visit = app.NewVisit();
        await visit.OpenAsync($"/unsubscribe/{mail.Letter!.UnsubscribeToken}");
        Assert.Empty(await OutsAsync(mail));

        await visit.SendAsync("unsubscribe", ("Input.Wanted", "false"));
        Assert.Contains("no more of these mails", (await visit.FollowAsync()).Text, StringComparison.Ordinal);
        Assert.Equal([EmailTopic.Waiting], await OutsAsync(mail));

        await visit.SendAsync("unsubscribe", ("Input.Wanted", "true"));
        Assert.Contains("get the mails again", (await visit.FollowAsync()).Text, StringComparison.Ordinal);
        Assert.Empty(await OutsAsync(mail));
    }

    [Fact]
    public async Task Page_OfALinkThatNobodyGot_SaysSo()
    {
        using var visit = app.NewVisit();

        var page = await visit.OpenAsync("/unsubscribe/nobody-got-this");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("do not know the link", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rendered_MailWithATopic_CarriesBothHeadersAndTheOthersNone()
    {
        var mail = await MailAsync();
        var rendering = app.Service<EmailRendering>();

        var rendered = await rendering.RenderAsync(mail);
        mail.Letter = mail.Letter! with { UnsubscribeToken = null };
        var other = await rendering.RenderAsync(mail);

        Assert.EndsWith($"/unsubscribe/one-click/{Token(rendered)}", rendered.UnsubscribeUrl, StringComparison.Ordinal);
        Assert.Contains($"/unsubscribe/{Token(rendered)}", rendered.Text, StringComparison.Ordinal);
        Assert.Null(other.UnsubscribeUrl);
        Assert.DoesNotContain("/unsubscribe", other.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_SwitchedOffByACoordinator_IsNotSentToThemAlone()
    {
        var programme = TestData.Programme();
        await app.SaveAsync(programme);
        var (off, on) = (await app.StaffAsync(Role.Coordinator, programme.Id), await app.StaffAsync(Role.Coordinator, programme.Id));
        var idle = await app.StaffAsync(Role.Coordinator, Guid.CreateVersion7());
        await app.SaveAsync(new WorkItem { ProgrammeId = programme.Id, Kind = WorkKind.NoneFits, Key = $"{Guid.NewGuid()}", Urgency = Urgency.Today, About = "En", Path = "/x", Since = app.Clock.Now });
        using (var scope = app.Services.CreateScope())
        {
            var choices = scope.ServiceProvider.GetRequiredService<EmailOptOuts>();
            var actor = TestData.Coordinator(programme.Id) with { AccountId = off.Id };
            Assert.Equal([new TopicChoice(EmailTopic.Digest, true)], await choices.OwnAsync(actor));
            Assert.True((await choices.ChooseAsync(actor, [])).Succeeded);
            Assert.Equal([new TopicChoice(EmailTopic.Digest, false)], await choices.OwnAsync(actor));
        }

        await RunDigestAsync();
        await RunDigestAsync();

        await using var db = app.NewContext();
        var mails = await db.Emails.Where(e => e.Kind == "WorkDigest").ToListAsync();
        Assert.Equal([on.Email], mails.Select(m => m.ToAddress).Where(a => a == on.Email || a == off.Email || a == idle.Email));
        Assert.Contains("1 tasks", mails.Single(m => m.ToAddress == on.Email).Letter!.Subject, StringComparison.Ordinal);
    }

    private async Task RunDigestAsync()
    {
        using var scope = app.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<SendDigestJob>().RunAsync(CancellationToken.None);
    }

    private static string Token(RenderedEmail mail) => mail.UnsubscribeUrl!.Split('/')[^1];

    private static async Task<HttpStatusCode> PostAsync(Visit visit, OutgoingEmail mail, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/unsubscribe/one-click/{mail.Letter!.UnsubscribeToken}", UriKind.Relative));
        request.Content = new StringContent(body, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
        using var response = await visit.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<OutgoingEmail> MailAsync()
    {
        var letter = new EmailLetter { Language = "en", Subject = "We have not forgotten you", Greeting = "Dear", Paragraphs = ["Text"] };
        await using var db = app.NewContext();
        var mail = Outbox.Add(db, "IdleVolunteer", Guid.NewGuid().ToString("N"), new EmailReader($"{Guid.NewGuid():N}@Example.com", "Bo", "en"), letter, app.Clock.Now, topic: EmailTopic.Waiting);
        await db.SaveChangesAsync();
        return mail;
    }

    private async Task<List<EmailTopic>> OutsAsync(OutgoingEmail mail)
    {
        await using var db = app.NewContext();
        var address = mail.ToAddress.ToLowerInvariant();
        return await db.EmailOptOuts.Where(o => o.Address == address).Select(o => o.Topic).ToListAsync();
    }
}
