using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.SignIn;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.SignIn;

public sealed class AccountServiceTests : IClassFixture<TestDatabase>, IDisposable
{
    private static readonly Actor Administrator = new() { AccountId = Guid.CreateVersion7(), Name = "Anne Administrator", Roles = [Role.Administrator] };

    private readonly TestDatabase database;
    private readonly FakeClock clock = new();
    private readonly ServiceProvider services;

    public AccountServiceTests(TestDatabase database)
    {
        this.database = database;
        services = new ServiceCollection()
            .AddLogging().AddTexts().AddData(database.ConnectionString, strict: true).AddSignIn()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(FirstAdministrator.Setting, (string?)"first@example.com")]).Build())
            .BuildServiceProvider();
    }

    private AccountService Service => services.GetRequiredService<AccountService>();

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task Invite_Administrator_MakesAccountRoleLinkAndMailInOneSave()
    {
        var invited = await Service.InviteAsync(Administrator, Invitation(Role.Management));

        await using var db = database.NewContext();
        var account = await db.Accounts.Include(a => a.Roles).SingleAsync(a => a.Id == invited.Value);
        Assert.Equal(Role.Management, Assert.Single(account.Roles).Role);
        Assert.Null(account.PasswordHash);
        Assert.Equal(LinkPurpose.StaffInvitation, (await db.OneTimeLinks.SingleAsync(l => l.AccountId == account.Id)).Purpose);
        Assert.Equal(1, await db.Emails.CountAsync(e => e.ToAddress == account.Email));
    }

    [Fact]
    public async Task Invite_EverythingMissing_NamesEachField()
    {
        var refused = await Service.InviteAsync(Administrator, new InviteStaff { Name = "", Email = "x", Language = "da", Role = null });

        Assert.Equal(["Email", "Name", "Role"], refused.Errors.Select(e => e.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Invite_AddressInUse_IsRefused()
    {
        var first = Invitation(Role.Management);
        await Service.InviteAsync(Administrator, first);

        var second = await Service.InviteAsync(Administrator, first with { Email = first.Email!.ToUpperInvariant() });

        Assert.Equal([SignInErrors.EmailTaken], second.Errors);
    }

    [Fact]
    public async Task Invite_Coordinator_OnlyCoordinatorsOfOwnProgrammes()
    {
        var (own, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var coordinator = TestData.Coordinator(own);

        Assert.True((await Service.InviteAsync(coordinator, Invitation(Role.Coordinator, own))).Succeeded);
        Assert.Equal([AccessErrors.NotAllowed], (await Service.InviteAsync(coordinator, Invitation(Role.Coordinator, other))).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await Service.InviteAsync(coordinator, Invitation(Role.Administrator))).Errors);
    }

    [Fact]
    public async Task Grant_ToAVolunteer_EndsSessionsAndInvitesToAPassword()
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.ReadyVolunteer(programme, clock.Now);
        await SaveAsync(programme, account, volunteer);

        var granted = await Service.GrantRoleAsync(Administrator, account.Id, Role.Coordinator, programme.Id);

        Assert.True(granted.Succeeded);
        await using var db = database.NewContext();
        Assert.NotEqual(account.SecurityStamp, (await db.Accounts.SingleAsync(a => a.Id == account.Id)).SecurityStamp);
        Assert.Equal(1, await db.OneTimeLinks.CountAsync(l => l.AccountId == account.Id && l.Purpose == LinkPurpose.StaffInvitation));
        Assert.Equal([SignInErrors.RoleHeldAlready], (await Service.GrantRoleAsync(Administrator, account.Id, Role.Coordinator, programme.Id)).Errors);
    }

    [Fact]
    public async Task Anything_WithTheOwnAccount_IsRefused()
    {
        var own = Administrator.AccountId!.Value;
        Result[] results =
        [
            await Service.GrantRoleAsync(Administrator, own, Role.Management, null),
            await Service.RevokeRoleAsync(Administrator, own, Guid.CreateVersion7()),
            await Service.DisableAsync(Administrator, own),
            await Service.EnableAsync(Administrator, own),
            await Service.ResetSecondFactorAsync(Administrator, own),
        ];

        Assert.All(results, result => Assert.Equal([SignInErrors.OwnRole], result.Errors));
    }

    [Fact]
    public async Task Disable_ThenEnable_IsWrittenDown()
    {
        var invited = await Service.InviteAsync(Administrator, Invitation(Role.Management));

        await Service.DisableAsync(Administrator, invited.Value);
        Assert.Null(await services.GetRequiredService<ActorLoader>().LoadSessionAsync(invited.Value, stamp: null));
        await Service.EnableAsync(Administrator, invited.Value);

        Assert.NotNull(await services.GetRequiredService<ActorLoader>().LoadSessionAsync(invited.Value, stamp: null));
        var details = await services.GetRequiredService<AccountQueries>().FindAsync(Administrator, invited.Value);
        Assert.Equal(["Disabled", "Enabled", "Invited"], details.Value.History.Select(h => h.What).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Management)]
    public async Task Users_OtherRoles_SeeAndChangeNothing(Role role)
    {
        var actor = new Actor { AccountId = Guid.CreateVersion7(), Name = "Test", Roles = [role] };

        Assert.Equal([AccessErrors.NotAllowed], (await services.GetRequiredService<AccountQueries>().ListAsync(actor, null, AccountFilter.All, new PageRequest(1))).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await Service.DisableAsync(actor, Guid.CreateVersion7())).Errors);
    }

    [Fact]
    public async Task List_SearchWithSigns_LooksForThemAsTheyAre()
    {
        var mark = Guid.NewGuid().ToString("N")[..8];
        await SaveAsync(Account.Create($"Under_streg {mark}", $"a{mark}@example.com", "da", clock.Now), Account.Create($"Underxstreg {mark}", $"b{mark}@example.com", "da", clock.Now));

        var found = await services.GetRequiredService<AccountQueries>().ListAsync(Administrator, $"under_streg {mark}", AccountFilter.All, new PageRequest(1));

        Assert.Equal($"Under_streg {mark}", Assert.Single(found.Value.Rows).Name);
        Assert.Equal(1, found.Value.Total);
    }

    [Fact]
    public async Task FirstAdministrator_EmptyDatabaseAndNodesThatStartTogether_IsInvitedOnce()
    {
        await using var own = services.CreateAsyncScope();
        var empty = await TestDatabase.CreateAsync();
        var first = new FirstAdministrator(
            empty.Contexts,
            new StaffPasswords(empty.Contexts, own.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.IPasswordHasher<Account>>(), own.ServiceProvider.GetRequiredService<SignInEmails>(), clock),
            own.ServiceProvider.GetRequiredService<IConfiguration>(),
            clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<FirstAdministrator>.Instance);

        var invitations = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => first.EnsureAsync())));
        Assert.StartsWith("/staff/password/", Assert.Single(invitations, path => path is not null), StringComparison.Ordinal);
        Assert.Null(await first.EnsureAsync());

        await using (var db = empty.NewContext())
        {
            Assert.Equal("first@example.com", (await db.Accounts.SingleAsync()).Email);
            Assert.Equal(Role.Administrator, (await db.RoleAssignments.SingleAsync()).Role);
        }

        await empty.DisposeAsync();
    }

    private static InviteStaff Invitation(Role role, Guid? programmeId = null) => new()
    {
        Name = "Sofie Medarbejder",
        Email = TestData.NewAddress(),
        Language = "da",
        Role = role,
        ProgrammeId = programmeId,
    };

    private async Task SaveAsync(params object[] rows)
    {
        await using var db = database.NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
