using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>
/// Counts guesses at an account. A guess is counted before it is looked at, in one statement, so that many at once
/// cannot slip past the count.
/// </summary>
internal static class SignInAttempts
{
    public const int Most = 5;

    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    /// <summary>False where the account is locked: then the guess is not even compared.</summary>
    public static async Task<bool> TakeAsync(AppDbContext db, Guid accountId, DateTimeOffset now, CancellationToken ct)
    {
        var until = now + Lockout;
        return await db.Accounts
            .Where(a => a.Id == accountId && !a.Disabled && (a.LockoutEnd == null || a.LockoutEnd <= now))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(a => a.LockoutEnd, a => a.AccessFailedCount + 1 >= Most ? until : null)
                    .SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1 >= Most ? 0 : a.AccessFailedCount + 1),
                ct) == 1;
    }

    /// <summary>Takes back the guess just counted, and no other: the password was right, the second factor is still to come.</summary>
    public static Task GiveBackAsync(AppDbContext db, Guid accountId, CancellationToken ct) => db.Accounts
        .Where(a => a.Id == accountId)
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.AccessFailedCount, a => a.LockoutEnd != null ? Most - 1 : a.AccessFailedCount > 0 ? a.AccessFailedCount - 1 : 0)
                .SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null),
            ct);

    /// <summary>After a right answer: a clean slate.</summary>
    public static Task ForgetAsync(AppDbContext db, Guid accountId, CancellationToken ct) => db.Accounts
        .Where(a => a.Id == accountId)
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null).SetProperty(a => a.AccessFailedCount, 0), ct);
}
