using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>Reads who an account is now: its roles, programmes and own records.</summary>
public sealed class ActorLoader(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>A visitor where the account is unknown or disabled.</summary>
    public async Task<Actor> LoadAsync(Guid accountId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.AsNoTracking().Include(a => a.Roles).FirstOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is null || account.Disabled) return Actor.Visitor;

        var volunteers = await db.Volunteers.Where(v => v.AccountId == accountId).Select(v => v.Id).ToListAsync(ct);
        var citizens = await db.Citizens.Where(c => c.AccountId == accountId).Select(c => c.Id).ToListAsync(ct);
        var roles = account.Roles.Select(r => r.Role).ToHashSet();
        if (volunteers.Count > 0) roles.Add(Role.Volunteer);
        if (citizens.Count > 0) roles.Add(Role.Citizen);
        return new Actor
        {
            AccountId = account.Id,
            Name = account.DisplayName,
            Roles = [.. roles],
            ProgrammeIds = [.. account.Roles.Where(r => r.Role == Role.Coordinator).Select(r => r.ProgrammeId).OfType<Guid>()],
            VolunteerIds = [.. volunteers],
            CitizenIds = [.. citizens],
        };
    }
}
