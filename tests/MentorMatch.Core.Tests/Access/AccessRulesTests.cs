using MentorMatch.Core.Access;

namespace MentorMatch.Core.Tests.Access;

/// <summary>Each role × resource × deed: what the matrix allows is allowed, everything else is refused.</summary>
public sealed class AccessRulesTests
{
    private static readonly Guid OwnProgramme = Guid.CreateVersion7();
    private static readonly Guid OtherProgramme = Guid.CreateVersion7();
    private static readonly Guid OwnId = Guid.CreateVersion7();
    private static readonly Guid OtherId = Guid.CreateVersion7();

    public static TheoryData<Resource, Role, Deed, Reach> Cells
    {
        get
        {
            var data = new TheoryData<Resource, Role, Deed, Reach>();
            foreach (var (resource, role, deed, reach) in AccessMatrix.Cells) data.Add(resource, role, deed, reach);
            return data;
        }
    }

    [Fact]
    public void Matrix_HasEveryResourceRoleAndDeedOnce()
    {
        var all = from resource in Enum.GetValues<Resource>() from role in Enum.GetValues<Role>() from deed in Enum.GetValues<Deed>() select (resource, role, deed);

        Assert.Equal(all.Order(), AccessMatrix.Cells.Select(c => (c.Resource, c.Role, c.Deed)).Order());
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Table_EachCell_ReachesAsFarAsTheMatrixSays(Resource resource, Role role, Deed deed, Reach reach) =>
        Assert.Equal(reach, AccessTable.For(resource, role, deed));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Allows_OwnSubject_AsTheMatrixSays(Resource resource, Role role, Deed deed, Reach reach) =>
        Assert.Equal(reach != Reach.None, AccessRules.Allows(ActorWith(role), resource, deed, Near(role, reach)));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Allows_SubjectOfOthers_OnlyWhereEverythingIsGranted(Resource resource, Role role, Deed deed, Reach reach) =>
        Assert.Equal(reach is Reach.Everything or Reach.Aggregate, AccessRules.Allows(ActorWith(role), resource, deed, Far));

    [Fact]
    public void Table_AnyGrantTakenAway_DiffersFromTheMatrix() => Assert.All(AccessTable.Grants, taken =>
    {
        var left = AccessTable.Grants.Where(g => g != taken).ToList();
        Assert.Contains(AccessMatrix.Cells, c => c.Reach != ReachIn(left, c.Resource, c.Role, c.Deed));
    });

    [Fact]
    public void Allows_SharedSubject_TellsVolunteerIdsFromCitizenIds()
    {
        var subject = new Subject { ProgrammeId = OtherProgramme, CitizenIds = [OtherId], SharedWith = [OwnId] };
        var volunteer = new Actor { Name = "Test", Roles = [Role.Volunteer], CitizenIds = [OwnId] };

        Assert.False(AccessRules.Allows(volunteer, Resource.CitizenBasics, Deed.Read, subject));
    }

    [Fact]
    public void Allows_TwoRoles_EachWithItsOwnReach()
    {
        var both = ActorWith(Role.Coordinator) with { Roles = [Role.Coordinator, Role.Administrator] };

        Assert.True(AccessRules.Allows(both, Resource.Users, Deed.Write, Far));
        Assert.False(AccessRules.Allows(both, Resource.CitizenWishes, Deed.Read, Far));
        Assert.True(AccessRules.Allows(both, Resource.CitizenWishes, Deed.Read, Subject.Citizen(OwnProgramme, OtherId)));
    }

    [Fact]
    public void Allows_System_Everything() => Assert.All(
        AccessMatrix.Cells, c => Assert.True(AccessRules.Allows(Actor.System("Job"), c.Resource, c.Deed, Far)));

    private static Subject Far { get; } = new()
    {
        ProgrammeId = OtherProgramme,
        AccountId = OtherId,
        VolunteerIds = [OtherId],
        CitizenIds = [OtherId],
        SharedWith = [OtherId],
    };

    /// <summary>A subject that is just within the reach: each sort of reach is asked with what it goes by, and no more.</summary>
    private static Subject Near(Role role, Reach reach) => reach switch
    {
        Reach.OwnProgrammes => Far with { ProgrammeId = OwnProgramme },
        Reach.Limited => Far with { SharedWith = [OwnId] },
        Reach.Own when role == Role.Volunteer => Far with { VolunteerIds = [OwnId] },
        Reach.Own when role == Role.Citizen => Far with { CitizenIds = [OwnId] },
        Reach.Own => Subject.Account(OwnId),
        // Nothing is granted: then not even what is one's own in every way.
        Reach.None => new Subject { ProgrammeId = OwnProgramme, AccountId = OwnId, VolunteerIds = [OwnId], CitizenIds = [OwnId], SharedWith = [OwnId] },
        _ => Far,
    };

    private static Actor ActorWith(Role role) => new()
    {
        AccountId = role == Role.Visitor ? null : OwnId,
        Name = "Test",
        Roles = [role],
        ProgrammeIds = role == Role.Coordinator ? [OwnProgramme] : [],
        VolunteerIds = role == Role.Volunteer ? [OwnId] : [],
        CitizenIds = role == Role.Citizen ? [OwnId] : [],
    };

    private static Reach ReachIn(IReadOnlyList<Grant> grants, Resource resource, Role role, Deed deed) =>
        grants.FirstOrDefault(g => g.Resource == resource && g.Role == role) is not { } grant ? Reach.None : deed == Deed.Read ? grant.Read : grant.Write;
}
