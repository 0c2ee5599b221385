using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;

namespace MentorMatch.Faults.Nodes;

/// <summary>Whom the nodes serve: an open programme, its coordinator, a volunteer to interview, and citizens with accounts.</summary>
internal sealed record NodesStage(Programme Programme, Account Coordinator, Volunteer Volunteer, IReadOnlyList<CitizenWithAccount> Citizens)
{
    public static async Task<NodesStage> FillAsync(Stage stage, int citizens)
    {
        var now = TimeProvider.System.GetUtcNow();
        var programme = TestData.Programme();
        var coordinator = TestData.Account("Mette Koordinator", now);
        var volunteer = TestData.VolunteerIn(VolunteerState.Interviewed, programme, now);
        var invited = Enumerable.Range(0, citizens).Select(_ => TestData.CitizenIn(CitizenState.Invited, programme, now)).ToList();
        await using var db = stage.Open();
        db.AddRange(programme, coordinator, volunteer.Account, volunteer.Volunteer);
        db.Add(new RoleAssignment { AccountId = coordinator.Id, Role = Role.Coordinator, ProgrammeId = programme.Id, GrantedAt = now, GrantedBy = "Test" });
        foreach (var (account, citizen) in invited) db.AddRange(account, citizen);
        await db.SaveChangesAsync();
        return new NodesStage(programme, coordinator, volunteer.Volunteer, invited);
    }
}
