using MentorMatch.Core.Access;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Data.Seed;

/// <summary>The people at the desks: an administrator, two coordinators, a manager.</summary>
internal sealed class DemoStaff(AppDbContext db, DateTimeOffset now)
{
    private readonly Dictionary<Guid, Actor> coordinators = [];

    public void Add(IReadOnlyList<Programme> programmes)
    {
        Add("Agnete Fjordby", "admin@example.com", Role.Administrator);
        var mette = Add("Mette Solbakke", "mette@example.com", Role.Coordinator, programmes[0], programmes[1]);
        var karim = Add("Karim Lyngdal", "karim@example.com", Role.Coordinator, programmes[2]);
        Add("Birgit Engmark", "ledelse@example.com", Role.Management);
        (coordinators[programmes[0].Id], coordinators[programmes[1].Id], coordinators[programmes[2].Id]) = (mette, mette, karim);
    }

    public Actor CoordinatorOf(Programme programme) => coordinators[programme.Id];

    public Actor CoordinatorOf(Guid programmeId) => coordinators[programmeId];

    private Actor Add(string name, string email, Role role, params Programme[] programmes)
    {
        var account = DemoPeople.Account(name, email, now.AddMonths(-18));
        account.PhoneNumber = "+4570101010";
        Guid?[] ids = programmes.Length == 0 ? [null] : [.. programmes.Select(p => (Guid?)p.Id)];
        account.Roles.AddRange(ids.Select(id => new RoleAssignment
        {
            AccountId = account.Id,
            Role = role,
            ProgrammeId = id,
            GrantedAt = account.CreatedAt,
            GrantedBy = "Demo",
        }));
        db.Accounts.Add(account);
        return new Actor { AccountId = account.Id, Name = name, Roles = [role], ProgrammeIds = [.. programmes.Select(p => p.Id)] };
    }
}
