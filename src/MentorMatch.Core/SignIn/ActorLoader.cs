using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>Reads who an account is now: its roles, programmes and own records.</summary>
public sealed class ActorLoader(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>A visitor where the account is unknown or disabled.</summary>
    public async Task<Actor> LoadAsync(Guid accountId, CancellationToken ct = default) =>
        (await LoadSessionAsync(accountId, stamp: null, ct))?.Actor ?? Actor.Visitor;

    /// <summary>
    /// Who a session belongs to; null where it has ended: the account is gone or disabled, or its security stamp is
    /// another than the session's (password, second factor or address changed, or signed out everywhere).
    /// Without a stamp none is asked for.
    /// </summary>
    public async Task<Session?> LoadSessionAsync(Guid accountId, string? stamp, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Accounts.AsNoTracking().Include(a => a.Roles).FirstOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is null || account.Disabled || (stamp is not null && stamp != (account.SecurityStamp ?? ""))) return null;

        var volunteers = await db.Volunteers.Where(v => v.AccountId == accountId).Select(v => v.Id).ToListAsync(ct);
        var citizens = await db.Citizens.Where(c => c.AccountId == accountId).Select(c => c.Id).ToListAsync(ct);
        var roles = account.Roles.Select(r => r.Role).ToHashSet();
        if (volunteers.Count > 0) roles.Add(Role.Volunteer);
        if (citizens.Count > 0) roles.Add(Role.Citizen);
        var actor = new Actor
        {
            AccountId = account.Id,
            Name = account.DisplayName,
            Roles = [.. roles],
            ProgrammeIds = [.. account.Roles.Where(r => r.Role == Role.Coordinator).Select(r => r.ProgrammeId).OfType<Guid>()],
            VolunteerIds = [.. volunteers],
            CitizenIds = [.. citizens],
        };
        return new Session(actor, account.SecurityStamp ?? "", account.Language);
    }
}

/// <summary>A signed-in person, with what their cookie must go on matching.</summary>
public sealed record Session(Actor Actor, string Stamp, string Language);
