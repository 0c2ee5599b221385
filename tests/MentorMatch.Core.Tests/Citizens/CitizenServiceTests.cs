using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Citizens;

public sealed class CitizenServiceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Invite_WithEmail_SavesAccountLinkAndMailAtOnce()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var address = TestData.NewAddress();

        var id = (await desk.Citizens.InviteAsync(desk.Coordinator, desk.Invitation(address))).Value;

        await using var db = database.NewContext();
        var citizen = await db.Citizens.SingleAsync(c => c.Id == id);
        var account = await db.Accounts.SingleAsync(a => a.Id == citizen.AccountId);
        var link = await db.OneTimeLinks.SingleAsync(l => l.SubjectId == id);
        var mail = await db.Emails.SingleAsync(e => e.CitizenId == id);
        Assert.Equal(CitizenState.Invited, citizen.State);
        Assert.Equal(desk.Coordinator.AccountId, citizen.CoordinatorId);
        Assert.Equal(address.ToUpperInvariant(), account.NormalizedEmail);
        Assert.Equal((LinkPurpose.Invitation, "/citizen/wishes", desk.Clock.Now.AddDays(14), account.Id), (link.Purpose, link.ReturnPath, link.ExpiresAt, link.AccountId));
        Assert.Equal((address, desk.Clock.Now), (mail.ToAddress, mail.DueAt));
        Assert.Equal(link.TokenHash, OneTimeLink.HashOf(mail.Letter!.ButtonPath!.Split('/')[^1]));
    }

    [Fact]
    public async Task Invite_WithoutEmail_MakesNeitherAccountNorMail()
    {
        var desk = await CitizenDesk.OpenAsync(database);

        var id = (await desk.Citizens.InviteAsync(desk.Coordinator, desk.Invitation())).Value;

        await using var db = database.NewContext();
        Assert.Null((await db.Citizens.SingleAsync(c => c.Id == id)).AccountId);
        Assert.False(await db.Emails.AnyAsync(e => e.CitizenId == id));
    }

    [Fact]
    public async Task Invite_TheSameFormTwiceAtOnce_InvitesOnce()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var invite = desk.Invitation(TestData.NewAddress());

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Citizens.InviteAsync(desk.Coordinator, invite)));

        await using var db = database.NewContext();
        Assert.Equal(1, await db.Citizens.CountAsync(c => c.Email == invite.Email));
        Assert.Equal(1, await db.Emails.CountAsync(e => e.CitizenId == invite.Id));
        Assert.Contains(results, r => r.Succeeded && r.Value == invite.Id);
        Assert.True((await desk.Citizens.InviteAsync(desk.Coordinator, invite)).Succeeded);
    }

    [Fact]
    public async Task Invite_AddressAlreadyInTheProgramme_IsRefusedBesideTheAddress()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();

        var result = await desk.Citizens.InviteAsync(desk.Coordinator, desk.Invitation(citizen.Email!.ToUpperInvariant()));

        Assert.Equal((CitizenErrors.AlreadyInvited.Key, "Email"), (result.Errors[0].Key, result.Errors[0].Field));
    }

    [Fact]
    public async Task Invite_AddressKnownFromAnotherProgramme_UsesThePersonsAccount()
    {
        var (first, second) = (await CitizenDesk.OpenAsync(database), await CitizenDesk.OpenAsync(database));
        var known = await first.AddCitizenAsync();

        var id = (await second.Citizens.InviteAsync(second.Coordinator, second.Invitation(known.Email))).Value;

        await using var db = database.NewContext();
        Assert.Equal(known.AccountId, (await db.Citizens.SingleAsync(c => c.Id == id)).AccountId);
    }

    [Fact]
    public async Task Invite_AddressOfStaff_IsRefused()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        await using var db = database.NewContext();
        var staff = await db.Accounts.SingleAsync(a => a.Id == desk.Coordinator.AccountId);

        var result = await desk.Citizens.InviteAsync(desk.Coordinator, desk.Invitation(staff.Email));

        Assert.Equal(CitizenErrors.EmailNotUsable.Key, result.Errors.Single().Key);
        Assert.False(await db.OneTimeLinks.AnyAsync(l => l.AccountId == staff.Id));
    }

    [Theory]
    [InlineData("010190-1234", "Prøve", "FirstName")]
    [InlineData("Amira", "Prøve 0101901234", "LastName")]
    public async Task Invite_CprNumberInAName_IsRefusedBesideIt(string first, string last, string field)
    {
        var desk = await CitizenDesk.OpenAsync(database);

        var result = await desk.Citizens.InviteAsync(desk.Coordinator, desk.Invitation() with { FirstName = first, LastName = last });

        Assert.Equal(("Error.CprInText", field), (result.Errors.Single().Key, result.Errors.Single().Field));
    }

    [Fact]
    public async Task Invite_NothingFilledIn_SaysWhatIsMissingBesideEachField()
    {
        var desk = await CitizenDesk.OpenAsync(database);

        var result = await desk.Citizens.InviteAsync(
            desk.Coordinator, desk.Invitation("ikke en adresse") with { FirstName = " ", LastName = "", Phone = "12", Language = "xx" });

        Assert.Equal(["Email", "FirstName", "Language", "LastName", "Phone"], result.Errors.Select(e => e.Field!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Invite_ByOthersThanTheProgrammesCoordinator_IsRefused()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();
        Actor[] others = [desk.Stranger, TestData.ActorOf(citizen), Actor.Visitor, new Actor { Name = "Admin", AccountId = Guid.CreateVersion7(), Roles = [Role.Administrator] }];

        foreach (var actor in others)
        {
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Citizens.InviteAsync(actor, desk.Invitation())).Errors);
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Citizens.SendInvitationAsync(actor, citizen.Id)).Errors);
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Citizens.ChangeAsync(actor, Change(citizen))).Errors);
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Citizens.ChangeCoordinatorAsync(actor, new() { CitizenId = citizen.Id, CoordinatorId = desk.Coordinator.AccountId!.Value })).Errors);
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Queries.DetailsAsync(actor, citizen.Id)).Errors);
            Assert.Empty((await desk.List.PageAsync(actor, new CitizenFilter { ProgrammeId = desk.Programme.Id }, new(1))).Rows);
            Assert.Empty(await desk.List.ExportAsync(actor, new CitizenFilter { ProgrammeId = desk.Programme.Id }));
        }
    }

    [Fact]
    public async Task SendInvitation_Again_StopsTheFormerLink()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var id = (await desk.Citizens.InviteAsync(desk.Coordinator, desk.Invitation(TestData.NewAddress()))).Value;
        desk.Clock.Advance(TimeSpan.FromDays(1));

        Assert.True((await desk.Citizens.SendInvitationAsync(desk.Coordinator, id)).Succeeded);

        await using var db = database.NewContext();
        var links = await db.OneTimeLinks.Where(l => l.SubjectId == id).OrderBy(l => l.ExpiresAt).ToListAsync();
        Assert.NotNull(links[0].Refusal(desk.Clock.Now));
        Assert.Null(links[1].Refusal(desk.Clock.Now));
        Assert.Equal(2, await db.Emails.CountAsync(e => e.CitizenId == id));
    }

    [Fact]
    public async Task Change_EmailAddress_TakesTheCaseFromTheFormerAccount()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var id = (await desk.Citizens.InviteAsync(desk.Coordinator, desk.Invitation(TestData.NewAddress()))).Value;
        await using var before = database.NewContext();
        var citizen = await before.Citizens.SingleAsync(c => c.Id == id);
        var (former, address) = (citizen.AccountId!.Value, TestData.NewAddress());

        Assert.True((await desk.Citizens.ChangeAsync(desk.Coordinator, Change(citizen) with { Email = address })).Succeeded);

        await using var db = database.NewContext();
        var changed = await db.Citizens.SingleAsync(c => c.Id == id);
        Assert.Equal(address, changed.Email);
        Assert.NotEqual(former, changed.AccountId);
        Assert.All(await db.OneTimeLinks.Where(l => l.AccountId == former).ToListAsync(), l => Assert.NotNull(l.Refusal(desk.Clock.Now)));
        Assert.Equal(1, await db.Emails.CountAsync(e => e.CitizenId == id && e.ToAddress == address));
    }

    [Fact]
    public async Task ChangeCoordinator_ToSomebodyOfAnotherProgramme_IsRefused()
    {
        var (desk, other) = (await CitizenDesk.OpenAsync(database), await CitizenDesk.OpenAsync(database));
        var citizen = await desk.AddCitizenAsync();

        var result = await desk.Citizens.ChangeCoordinatorAsync(
            desk.Coordinator, new() { CitizenId = citizen.Id, CoordinatorId = other.Coordinator.AccountId!.Value });

        Assert.Equal([CitizenErrors.CoordinatorNotInProgramme], result.Errors);
    }

    [Fact]
    public async Task Change_CitizenWhoHasLeft_IsRefused()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync(CitizenState.Left);

        Assert.Equal([CitizenErrors.NotTakingPart], (await desk.Citizens.ChangeAsync(desk.Coordinator, Change(citizen))).Errors);
    }

    private static ChangeCitizen Change(Citizen citizen) => new()
    {
        CitizenId = citizen.Id,
        FirstName = citizen.FirstName,
        LastName = citizen.LastName,
        Email = citizen.Email,
        Phone = citizen.Phone,
        Language = citizen.Language,
    };
}
