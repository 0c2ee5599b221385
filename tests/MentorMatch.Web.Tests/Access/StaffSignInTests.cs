using System.Net;
using MentorMatch.Core.Access;
using MentorMatch.Core.SignIn;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Access;

/// <summary>Staff: invitation, password, authenticator, recovery codes, lockout; over HTTP.</summary>
public sealed class StaffSignInTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Password = "blå cykel under lampen";

    [Fact]
    public async Task Invitation_PasswordAndAuthenticator_OpenTheStaffPages()
    {
        var (account, _) = await InvitedAsync();
        using var visit = app.NewVisit();

        var codes = await EnrolAsync(visit, account);

        Assert.Equal(10, codes.Count);
        Assert.Equal(HttpStatusCode.OK, (await visit.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task SignIn_PasswordAlone_OpensNothing()
    {
        var (account, _) = await InvitedAsync();
        using var enrolled = app.NewVisit();
        await EnrolAsync(enrolled, account);
        using var visit = app.NewVisit();

        var next = await GivePasswordAsync(visit, account.Email!, Password);

        Assert.Equal("/staff/two-factor", next.Location);
        Assert.StartsWith("/sign-in", (await visit.OpenAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Equal("/staff/sign-in", (await visit.OpenAsync("/staff/two-factor/set-up")).Location);
    }

    [Fact]
    public async Task Code_TakenOnce_IsRefusedTheSecondTime()
    {
        var (account, _) = await InvitedAsync();
        using var enrolled = app.NewVisit();
        await EnrolAsync(enrolled, account);
        var code = await CodeOfAsync(account.Id, steps: 1);

        using var first = app.NewVisit();
        await GivePasswordAsync(first, account.Email!, Password);
        await first.FollowAsync();
        Assert.Equal(HttpStatusCode.Found, (await first.SendAsync("code", ("Input.Code", code))).Status);

        using var second = app.NewVisit();
        await GivePasswordAsync(second, account.Email!, Password);
        await second.FollowAsync();
        Assert.Single((await second.SendAsync("code", ("Input.Code", code))).Errors);
    }

    [Fact]
    public async Task RecoveryCode_WorksOnce()
    {
        var (account, _) = await InvitedAsync();
        using var enrolled = app.NewVisit();
        var codes = await EnrolAsync(enrolled, account);

        Assert.Equal(HttpStatusCode.Found, (await RecoverAsync(account.Email!, codes[3])).Status);
        Assert.Single((await RecoverAsync(account.Email!, codes[3])).Errors);
        Assert.Equal(HttpStatusCode.Found, (await RecoverAsync(account.Email!, codes[4].ToUpperInvariant())).Status);
    }

    [Fact]
    public async Task Password_WrongFiveTimes_LocksForAQuarterOfAnHour()
    {
        var (account, _) = await InvitedAsync();
        using var enrolled = app.NewVisit();
        await EnrolAsync(enrolled, account);
        using var visit = app.NewVisit();
        for (var time = 0; time < 5; time++) Assert.Single((await GivePasswordAsync(visit, account.Email!, "a wrong password")).Errors);

        Assert.Single((await GivePasswordAsync(visit, account.Email!, Password)).Errors);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("/staff/two-factor", (await GivePasswordAsync(visit, account.Email!, Password)).Location);
    }

    [Fact]
    public async Task Code_WrongFiveTimesBehindARightPassword_Locks()
    {
        var (account, _) = await InvitedAsync();
        using var enrolled = app.NewVisit();
        await EnrolAsync(enrolled, account);
        var sign = app.Service<StaffSignIn>();
        for (var time = 0; time < 5; time++)
        {
            var step = await sign.CheckPasswordAsync(account.Email, Password);
            Assert.True(step.Succeeded);
            Assert.False((await sign.CheckCodeAsync(step.Value.AccountId, step.Value.Stamp, "000000")).Succeeded);
        }

        Assert.False((await sign.CheckPasswordAsync(account.Email, Password)).Succeeded);
    }

    [Fact]
    public async Task Password_UnknownWrongLockedAndDisabled_AnswerAlikeAndTakeAsLong()
    {
        var (account, _) = await InvitedAsync();
        using var enrolled = app.NewVisit();
        await EnrolAsync(enrolled, account);
        var (disabled, _) = await InvitedAsync();
        await using (var db = app.NewContext())
        {
            await db.Accounts.Where(a => a.Id == disabled.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true));
        }

        var answers = new List<string>();
        var times = new List<TimeSpan>();
        foreach (var email in new[] { account.Email!, disabled.Email!, "nobody@example.com" })
        {
            using var visit = app.NewVisit();
            var began = TimeProvider.System.GetTimestamp();
            answers.Add(Assert.Single((await GivePasswordAsync(visit, email, "a wrong password")).Errors));
            times.Add(TimeProvider.System.GetElapsedTime(began));
        }

        Assert.Single(answers.Distinct());
        Assert.All(times, time => Assert.True(time >= TimeSpan.FromMilliseconds(400), $"{time}"));
    }

    [Theory]
    [InlineData("short", "at least 15")]
    [InlineData("passwordpassword", "easy to guess")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "easy to guess")]
    [InlineData("Adgangskode 2026!!!", "easy to guess")]
    [InlineData("sofie medarbejder 1", "easy to guess")]
    public async Task Password_Weak_IsRefusedAndTheLinkStays(string password, string because)
    {
        var (_, path) = await InvitedAsync();
        using var visit = app.NewVisit();
        await visit.OpenAsync(path);

        var refused = await visit.SendAsync("password", ("Input.Password", password), ("Input.Repeated", password));

        Assert.Contains(because, Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("Choose a password", (await visit.OpenAsync(path)).Heading);
    }

    [Fact]
    public async Task Invitation_UsedTwice_SaysSo()
    {
        var (_, path) = await InvitedAsync();
        using var visit = app.NewVisit();
        await visit.OpenAsync(path);
        await visit.SendAsync("password", ("Input.Password", Password), ("Input.Repeated", Password));

        Assert.Contains("already", (await visit.OpenAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_NewPassword_EndsSessionsAndTheOldPassword()
    {
        var (account, _) = await InvitedAsync();
        using var enrolled = app.NewVisit();
        await EnrolAsync(enrolled, account);
        using var visit = app.NewVisit();
        await visit.OpenAsync("/staff/password");
        await visit.SendAsync("forgot", ("Input.Email", account.Email!));
        await visit.OpenAsync(await LatestPathAsync(account.Email!));
        const string Other = "tre grønne bænke ved åen";

        await visit.SendAsync("password", ("Input.Password", Other), ("Input.Repeated", Other));

        Assert.StartsWith("/sign-in", (await enrolled.OpenAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Single((await GivePasswordAsync(visit, account.Email!, Password)).Errors);
        Assert.Equal("/staff/two-factor", (await GivePasswordAsync(visit, account.Email!, Other)).Location);
    }

    [Fact]
    public async Task Link_OfAnAccountThatBecameStaff_LeadsToThePasswordPage()
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.ReadyVolunteer(programme, app.Clock.Now);
        var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddDays(1), account.Id, returnPath: "/volunteer");
        var role = new RoleAssignment { AccountId = account.Id, Role = Role.Administrator, GrantedAt = app.Clock.Now, GrantedBy = "Test" };
        await app.SaveAsync(programme, account, volunteer, link, role);
        using var visit = app.NewVisit();
        await visit.OpenAsync($"/sign-in/link/{token}");

        Assert.StartsWith("/staff/sign-in", (await visit.SendAsync("link")).Location, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await visit.OpenAsync("/account")).Location, StringComparison.Ordinal);
    }

    private async Task<PageSeen> RecoverAsync(string email, string code)
    {
        using var visit = app.NewVisit();
        await GivePasswordAsync(visit, email, Password);
        await visit.OpenAsync("/staff/two-factor?recovery=true");
        return await visit.SendAsync("code", ("Input.Code", code));
    }

    private static async Task<PageSeen> GivePasswordAsync(Visit visit, string email, string password)
    {
        await visit.OpenAsync("/staff/sign-in");
        return await visit.SendAsync("staff", ("Input.Email", email), ("Input.Password", password));
    }

    /// <summary>Chooses a password, sets an authenticator up and gives the recovery codes that were shown.</summary>
    private async Task<IReadOnlyList<string>> EnrolAsync(Visit visit, Account account)
    {
        await visit.OpenAsync(await LatestPathAsync(account.Email!));
        await visit.SendAsync("password", ("Input.Password", Password), ("Input.Repeated", Password));
        var next = await GivePasswordAsync(visit, account.Email!, Password);
        Assert.Equal("/staff/two-factor/set-up", next.Location);
        var page = await visit.FollowAsync();
        var key = page.Document.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var done = await visit.SendAsync("set-up", ("Input.Code", Totp.CodeAt(key, TimeProvider.System.GetUtcNow())));
        Assert.Equal("Keep your recovery codes", done.Heading);
        return [.. done.Document.QuerySelectorAll("main li code").Select(code => code.TextContent)];
    }

    /// <summary>The code some steps from now: the one of the step that enrolment used up would be refused.</summary>
    private async Task<string> CodeOfAsync(Guid accountId, int steps)
    {
        await using var db = app.NewContext();
        var key = await app.Service<SecondFactorStore>().FindKeyAsync(db, accountId, "AuthenticatorKey", CancellationToken.None);
        return Totp.CodeAt(key!, TimeProvider.System.GetUtcNow().AddSeconds(steps * Totp.StepSeconds));
    }

    private async Task<(Account Account, string Path)> InvitedAsync()
    {
        var administrator = new Actor { AccountId = Guid.CreateVersion7(), Name = "Test", Roles = [Role.Administrator] };
        var email = TestData.NewAddress();
        var invited = await app.Service<AccountService>().InviteAsync(
            administrator, new InviteStaff { Name = "Sofie Medarbejder", Email = email, Language = "en", Role = Role.Management });
        await using var db = app.NewContext();
        return (await db.Accounts.SingleAsync(a => a.Id == invited.Value), await LatestPathAsync(email));
    }

    private async Task<string> LatestPathAsync(string email)
    {
        await using var db = app.NewContext();
        return (await db.Emails.Where(e => e.ToAddress == email).OrderByDescending(e => e.Id).FirstAsync()).Letter!.ButtonPath!;
    }
}
