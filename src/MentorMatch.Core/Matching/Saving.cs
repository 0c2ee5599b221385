using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MentorMatch.Core.Matching;

/// <summary>Saves where somebody else may have been quicker; what the loser is told is the caller's choice.</summary>
internal static class Saving
{
    /// <summary>Null where it was saved; the given error where a row had been changed, or a unique place taken, in the meantime.</summary>
    public static async Task<Error?> TryAsync(AppDbContext db, Error lost, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (Exception e) when (e is DbUpdateConcurrencyException
            || e.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected })
        {
            // A deadlock comes wrapped twice: EF puts what could be tried again into an exception of its own.
            return lost;
        }
    }

    /// <summary>Says who moved this last, for the one who came second.</summary>
    public static async Task<Error> ChangedByOtherAsync(IDbContextFactory<AppDbContext> contexts, Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = await db.StateChanges.AsNoTracking().Where(c => ids.Contains(c.EntityId)).OrderByDescending(c => c.At).ThenByDescending(c => c.Id)
            .Select(c => new { c.ByName, c.ByAccountId }).FirstOrDefaultAsync(ct);
        return last is null || (last.ByAccountId is { } by && by == actor.AccountId) ? MatchErrors.ShortlistMovedOn : AccessErrors.ChangedByOther(last.ByName);
    }
}
