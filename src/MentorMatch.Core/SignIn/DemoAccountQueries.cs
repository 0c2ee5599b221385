using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>Somebody to sign in as on a development machine.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Email">Its address.</param>
/// <param name="Detail">State and programme, so that the right one is found.</param>
public sealed record DemoAccount(Guid AccountId, string Name, string Email, string Detail);

public sealed record DemoGroup(Role Role, IReadOnlyList<DemoAccount> Accounts, int Total);

/// <summary>Reads whom one can sign in as. It asks no actor: it is called from a page that exists in Development alone.</summary>
public sealed class DemoAccountQueries(IDbContextFactory<AppDbContext> contexts)
{
    private const int Most = 60;

    public async Task<IReadOnlyList<DemoGroup>> GroupsAsync(string? search, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var pattern = $"%{search?.Trim()}%";
        var accounts = db.Accounts.Where(a => !a.Disabled && (EF.Functions.ILike(a.DisplayName, pattern) || EF.Functions.ILike(a.Email!, pattern)));
        var programmes = (await db.Programmes.ToListAsync(ct)).ToDictionary(p => p.Id, p => p.Name.ToString());
        var groups = new List<DemoGroup>();
        foreach (var role in new[] { Role.Administrator, Role.Coordinator, Role.Management })
        {
            var rows =
                from account in accounts
                from assignment in db.RoleAssignments
                where assignment.AccountId == account.Id && assignment.Role == role
                select new Row { AccountId = account.Id, Name = account.DisplayName, Email = account.Email!, State = "", ProgrammeId = assignment.ProgrammeId };
            groups.Add(await GroupAsync(role, rows, programmes, ct));
        }

        groups.Add(await GroupAsync(Role.Volunteer, accounts.Join(db.Volunteers, a => a.Id, v => v.AccountId, (a, v) => new Row { AccountId = a.Id, Name = a.DisplayName, Email = a.Email!, State = v.State.ToString(), ProgrammeId = v.ProgrammeId }), programmes, ct));
        groups.Add(await GroupAsync(Role.Citizen, accounts.Join(db.Citizens, a => a.Id, c => c.AccountId, (a, c) => new Row { AccountId = a.Id, Name = a.DisplayName, Email = a.Email!, State = c.State.ToString(), ProgrammeId = c.ProgrammeId }), programmes, ct));
        return groups;
    }

    private static async Task<DemoGroup> GroupAsync(Role role, IQueryable<Row> rows, Dictionary<Guid, string> programmes, CancellationToken ct)
    {
        var total = await rows.CountAsync(ct);
        var shown = await rows.OrderBy(row => row.Name).ThenBy(row => row.AccountId).ThenBy(row => row.ProgrammeId).Take(Most).ToListAsync(ct);
        var accounts = shown
            .GroupBy(row => (row.AccountId, row.Name, row.Email))
            .Select(person => new DemoAccount(person.Key.AccountId, person.Key.Name, person.Key.Email, string.Join("; ", person.Select(row => Detail(row, programmes)))))
            .OrderBy(account => account.Detail, StringComparer.Ordinal).ThenBy(account => account.Name, StringComparer.Ordinal)
            .ToList();
        return new DemoGroup(role, accounts, total);
    }

    private static string Detail(Row row, Dictionary<Guid, string> programmes) =>
        string.Join(", ", new[] { row.State, row.ProgrammeId is { } id ? programmes.GetValueOrDefault(id, "") : "" }.Where(part => part.Length > 0));

    private sealed record Row
    {
        public required Guid AccountId { get; init; }

        public required string Name { get; init; }

        public required string Email { get; init; }

        public required string State { get; init; }

        public required Guid? ProgrammeId { get; init; }
    }
}
