using System.Net;
using System.Text.Json;
using MentorMatch.Core.Access;
using MentorMatch.Core.Consents;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Access;

/// <summary>What somebody does with their own account, without a script.</summary>
public sealed class AccountPageTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Details_Saved_ReachTheAccountAndTheRecord()
    {
        var (visit, account, volunteerId) = await SignedInAsync();

        await visit.SendAsync("details", ("Input.FirstName", "Karla"), ("Input.LastName", "Ny"), ("Input.Phone", "87 65 43 21"), ("Input.Language", "en"));
        var page = await visit.FollowAsync();

        Assert.Contains("Your details are saved", page.Text, StringComparison.Ordinal);
        await using var db = app.NewContext();
        var volunteer = await db.Volunteers.SingleAsync(v => v.Id == volunteerId);
        Assert.Equal(("Karla", "Ny", "+4587654321", "en"), (volunteer.FirstName, volunteer.LastName, volunteer.Phone, volunteer.Language));
        Assert.Equal("Karla Ny", (await db.Accounts.SingleAsync(a => a.Id == account.Id)).DisplayName);
        visit.Dispose();
    }

    [Fact]
    public async Task Details_Wrong_AreToldBesideTheFieldsAndKept()
    {
        var (visit, _, _) = await SignedInAsync();

        var page = await visit.SendAsync("details", ("Input.FirstName", ""), ("Input.LastName", "Ny"), ("Input.Phone", "12"), ("Input.Language", "en"));

        Assert.Equal(2, page.Errors.Count);
        Assert.Equal("12", page.Document.QuerySelector("#Input-Phone")!.GetAttribute("value"));
        Assert.Equal("true", page.Document.QuerySelector("#Input-FirstName")!.GetAttribute("aria-invalid"));
        visit.Dispose();
    }

    [Fact]
    public async Task Consent_Withdrawn_IsATaskAndCanBeGivenAgain()
    {
        var (visit, account, volunteerId) = await SignedInAsync();
        await using var db = app.NewContext();
        var consent = await db.Consents.SingleAsync(c => c.AccountId == account.Id);

        await visit.SendAsync("consents", ("Input.Withdraw", consent.Id.ToString()));

        Assert.NotNull((await db.Consents.AsNoTracking().SingleAsync(c => c.AccountId == account.Id)).WithdrawnAt);
        var item = await db.WorkItems.SingleAsync(w => w.VolunteerId == volunteerId && w.Kind == WorkKind.ConsentWithdrawn);
        Assert.Null(item.DoneAt);
        await visit.OpenAsync("/account");
        await visit.SendAsync("consents", ("Input.Give", consent.Id.ToString()));
        Assert.Equal(1, await db.Consents.CountAsync(c => c.AccountId == account.Id && c.WithdrawnAt == null));
        Assert.NotNull((await db.WorkItems.AsNoTracking().SingleAsync(w => w.Id == item.Id)).DoneAt);
        visit.Dispose();
    }

    [Fact]
    public async Task Consent_OfSomebodyElse_StaysAsItIs()
    {
        var (visit, _, _) = await SignedInAsync();
        var (other, otherAccount, _) = await SignedInAsync();
        await using var db = app.NewContext();
        var consent = await db.Consents.SingleAsync(c => c.AccountId == otherAccount.Id);

        await visit.SendAsync("consents", ("Input.Withdraw", consent.Id.ToString()));

        Assert.Null((await db.Consents.AsNoTracking().SingleAsync(c => c.Id == consent.Id)).WithdrawnAt);
        visit.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Erasure_AskedTwice_IsOneTaskAndCanBeTakenBack()
    {
        var (visit, account, volunteerId) = await SignedInAsync();
        for (var time = 0; time < 2; time++)
        {
            await visit.OpenAsync("/account/erasure");
            await visit.SendAsync("erasure");
        }

        await using var db = app.NewContext();
        var item = await db.WorkItems.SingleAsync(w => w.VolunteerId == volunteerId && w.Kind == WorkKind.ErasureWanted);
        Assert.Null(item.DoneAt);
        await visit.OpenAsync("/account");
        await visit.SendAsync("keep");
        Assert.Null((await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == account.Id)).ErasureAskedAt);
        Assert.NotNull((await db.WorkItems.AsNoTracking().SingleAsync(w => w.Id == item.Id)).DoneAt);
        visit.Dispose();
    }

    [Fact]
    public async Task Email_Changed_CountsOnceTheLinkIsUsed()
    {
        var (visit, account, volunteerId) = await SignedInAsync();
        var wanted = TestData.NewAddress();
        await visit.SendAsync("email", ("Input.Email", wanted));
        await using var db = app.NewContext();
        Assert.Equal(account.Email, (await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == account.Id)).Email);
        var path = (await db.Emails.SingleAsync(e => e.ToAddress == wanted)).Letter!.ButtonPath!;
        using var inbox = app.NewVisit();
        await inbox.OpenAsync(path);

        await inbox.SendAsync("confirm");

        Assert.Equal(wanted, (await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == account.Id)).Email);
        Assert.Equal(wanted, (await db.Volunteers.AsNoTracking().SingleAsync(v => v.Id == volunteerId)).Email);
        Assert.Equal(1, await db.Emails.CountAsync(e => e.ToAddress == account.Email && e.Kind == "EmailChanged"));
        Assert.StartsWith("/sign-in", (await visit.OpenAsync("/account")).Location, StringComparison.Ordinal);
        visit.Dispose();
    }

    [Fact]
    public async Task Export_IsAFileOfOnesOwn()
    {
        var (visit, account, _) = await SignedInAsync();

        var page = await visit.OpenAsync("/account/export");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("application/json", page.Response.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(await page.Response.Content.ReadAsStringAsync());
        Assert.Equal(account.Email, json.RootElement.GetProperty("data").GetProperty("Account")[0].GetProperty("Email").GetString());
        visit.Dispose();
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/erasure")]
    [InlineData("/account/export")]
    [InlineData("/admin/users")]
    [InlineData("/admin/programmes")]
    public async Task Page_Visitor_IsSentToSignIn(string path)
    {
        using var visit = app.NewVisit();

        var sent = await visit.OpenAsync(path);

        Assert.Equal(HttpStatusCode.Found, sent.Status);
        Assert.Contains("sign-in?returnTo=", sent.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/users")]
    [InlineData("/admin/programmes")]
    public async Task AdminPage_Volunteer_IsRefused(string path)
    {
        var (visit, _, _) = await SignedInAsync();

        Assert.StartsWith("/no-access", (await visit.OpenAsync(path)).Location, StringComparison.Ordinal);
        visit.Dispose();
    }

    [Fact]
    public async Task Language_Switched_IsKeptOnTheAccount()
    {
        var (visit, account, _) = await SignedInAsync();

        await visit.SendAsync("/language", ("language", "da-x-let"));

        await using var db = app.NewContext();
        Assert.Equal("da-x-let", (await db.Accounts.SingleAsync(a => a.Id == account.Id)).Language);
        visit.Dispose();
    }

    /// <summary>A volunteer on the account page, signed in by a link.</summary>
    private async Task<(Visit Visit, Account Account, Guid VolunteerId)> SignedInAsync()
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.ReadyVolunteer(programme, app.Clock.Now);
        account.Language = "en";
        var consent = new Consent { AccountId = account.Id, Text = "Volunteer", TextVersion = "1", GivenAt = app.Clock.Now };
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), account.Id);
        await app.SaveAsync(programme, account, volunteer, consent, link);
        var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");
        await visit.SendAsync("link");
        await visit.OpenAsync("/account");
        return (visit, account, volunteer.Id);
    }
}
