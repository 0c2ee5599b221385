using System.Net;
using MentorMatch.Core.Access;
using MentorMatch.Core.SignIn;
using MentorMatch.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Web.Tests.Access;

/// <summary>The product in Development, asking circuits every half second whether their person may still be here.</summary>
public sealed class DevelopmentFixture : AppFixture
{
    protected override string Environment => "Development";

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["SignIn:PostsPerMinute"] = "3",
        ["SignIn:RecheckSeconds"] = "0.5",
        ["Demo:Seed"] = "false",
    };
}

public sealed class SessionTests(DevelopmentFixture app) : IClassFixture<DevelopmentFixture>
{
    [Fact]
    public async Task Circuit_OfAnAccountThatIsDisabled_BecomesAVisitor()
    {
        var account = await app.StaffAsync(Role.Administrator);
        await using var circuit = app.Services.CreateAsyncScope();
        var session = await app.Service<ActorLoader>().LoadSessionAsync(account.Id, stamp: null);
        var state = new AuthenticationState(SessionClaims.PrincipalOf(session!, TimeProvider.System.GetUtcNow()));
        var provider = circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        ((IHostEnvironmentAuthenticationStateProvider)provider).SetAuthenticationState(Task.FromResult(state));
        var current = circuit.ServiceProvider.GetRequiredService<CurrentActor>();
        var signedOut = new TaskCompletionSource();
        provider.AuthenticationStateChanged += async changed =>
        {
            if ((await changed).User.Identity is not { IsAuthenticated: true }) signedOut.TrySetResult();
        };
        Assert.True((await current.GetAsync()).Is(Role.Administrator));

        await DisableAsync(account.Id);
        await signedOut.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Null((await current.GetAsync()).AccountId);
    }

    [Fact]
    public async Task CurrentActor_RoleTakenAway_SeesItWithoutANewSignIn()
    {
        var account = await app.StaffAsync(Role.Administrator);
        using var visit = app.NewVisit();
        await SignInAsAsync(visit, account.Id);
        Assert.Equal(HttpStatusCode.OK, (await visit.OpenAsync("/admin/users")).Status);

        await using (var db = app.NewContext())
        {
            await db.RoleAssignments.Where(r => r.AccountId == account.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Role, Role.Management));
        }

        var refused = await visit.OpenAsync("/admin/users");
        Assert.StartsWith("/no-access", refused.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.FollowAsync()).Status);
    }

    [Fact]
    public async Task DemoSignIn_InDevelopment_SignsInAndSignOutEnds()
    {
        var account = await app.StaffAsync(Role.Administrator);
        using var visit = app.NewVisit();

        var landed = await SignInAsAsync(visit, account.Id);
        Assert.Equal("/admin", landed.Location);
        var page = await visit.OpenAsync("/account");
        Assert.Contains("Sofie Medarbejder", page.Document.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        await visit.SendAsync("/sign-out");

        Assert.StartsWith("/sign-in", (await visit.OpenAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_MorePostsThanTheLimit_Are429()
    {
        using var visit = app.NewVisit();
        var answers = new List<HttpStatusCode>();
        for (var time = 0; time < 5; time++)
        {
            await visit.OpenAsync("/sign-in");
            answers.Add((await visit.SendAsync("sign-in", ("Input.Email", "somebody@example.com"))).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Contains("Wait a minute", visit.Last.Document.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    private async Task DisableAsync(Guid accountId)
    {
        await using var db = app.NewContext();
        await db.Accounts.Where(a => a.Id == accountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true));
    }

    private static async Task<PageSeen> SignInAsAsync(Visit visit, Guid accountId)
    {
        await visit.OpenAsync("/demo/sign-in");
        return await visit.SendAsync("/demo/sign-in/as", ("account", accountId.ToString()));
    }
}

public sealed class NoDemoTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("/demo/sign-in")]
    [InlineData("/demo/mail")]
    [InlineData("/demo/components")]
    public async Task Demo_OutsideDevelopment_DoesNotExist(string path)
    {
        using var visit = app.NewVisit();

        Assert.Equal(HttpStatusCode.NotFound, (await visit.OpenAsync(path)).Status);
    }

    [Fact]
    public async Task DemoSignIn_PostedOutsideDevelopment_DoesNotExist()
    {
        var account = await app.StaffAsync(Role.Administrator);
        using var visit = app.NewVisit();
        await visit.OpenAsync("/sign-in");
        using var post = visit.Post("sign-in", ("account", account.Id.ToString()));
        post.RequestUri = new Uri("/demo/sign-in/as", UriKind.Relative);

        Assert.Equal(HttpStatusCode.NotFound, (await visit.SendAsync(post)).StatusCode);
    }
}
