using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.SignIn;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.SignIn;

public sealed class StaffErasureTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly Actor Administrator = new() { AccountId = Guid.CreateVersion7(), Name = "Anne Administrator", Roles = [Role.Administrator] };

    private readonly ErasureWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task EraseStaff_ByAnAdministrator_TakesTheAccountAndKeepsWhatItDidToOthers()
    {
        var (staff, other) = (TestData.Account(), Guid.CreateVersion7());
        (staff.PasswordHash, staff.ErasureAskedAt) = ("hash", world.Clock.Now);
        var (name, email) = (staff.DisplayName, staff.Email!);
        await world.SaveAsync(staff, new RoleAssignment { AccountId = staff.Id, Role = Role.Management, GrantedBy = "Test" }, Deed(staff, other));

        var erased = await world.Erasure.EraseStaffAsync(Administrator, staff.Id);

        Assert.True(erased.Succeeded, string.Join(", ", erased.Errors.Select(e => e.Key)));
        await using var db = world.Open();
        var gone = await db.Accounts.Include(a => a.Roles).SingleAsync(a => a.Id == staff.Id);
        Assert.Equal((null, true, 0), (gone.Email, gone.Disabled, gone.Roles.Count));
        Assert.NotEqual(name, gone.DisplayName);
        var kept = await db.StateChanges.SingleAsync(c => c.EntityId == other);
        Assert.Equal((name, "Fordi"), (kept.ByName, kept.Reason));
        Assert.Equal("Anne Administrator", (await db.StateChanges.SingleAsync(c => c.EntityId == staff.Id && c.To == "Erased")).ByName);
        Assert.Equal(email, (await db.Emails.SingleAsync(e => e.Kind == SignInEmails.Farewell && e.ToAddress == email)).ToAddress);
        Assert.True((await world.Erasure.EraseStaffAsync(Administrator, staff.Id)).Succeeded);
    }

    [Fact]
    public async Task EraseStaff_OwnAccountAVolunteersOrWithoutTheRole_IsRefused()
    {
        var pair = await world.PairAsync();
        var own = TestData.Account();
        await world.SaveAsync(own);

        Assert.Equal(SignInErrors.OwnRole.Key, (await world.Erasure.EraseStaffAsync(Administrator with { AccountId = own.Id }, own.Id)).Errors.Single().Key);
        Assert.Equal(SignInErrors.AccountHasRecords.Key, (await world.Erasure.EraseStaffAsync(Administrator, pair.Volunteer.AccountId)).Errors.Single().Key);
        Assert.False((await world.Erasure.EraseStaffAsync(TestData.Coordinator(pair.Programme.Id), own.Id)).Succeeded);
        await using var db = world.Open();
        Assert.Null((await db.Accounts.SingleAsync(a => a.Id == own.Id)).ErasedAt);
    }

    private StateChange Deed(Account by, Guid entity) => new()
    {
        Entity = "Match",
        EntityId = entity,
        From = "Requested",
        To = "Withdrawn",
        At = world.Clock.Now,
        ByAccountId = by.Id,
        ByName = by.DisplayName,
        Reason = "Fordi",
    };
}
