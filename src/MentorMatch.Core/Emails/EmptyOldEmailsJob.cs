using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Emails;

/// <summary>
/// Empties letters that were never sent and that nobody has sent again within thirty days: their links are dead by then.
/// Forgets domains that nobody writes to.
/// </summary>
internal sealed class EmptyOldEmailsJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly EmailState[] GivenUp = [EmailState.Refused, EmailState.DeadLetter, EmailState.Uncertain, EmailState.Cancelled];

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.EmailPaces.Where(p => p.FreeAt < before).ExecuteDeleteAsync(ct);
        return await db.Emails
            .Where(e => GivenUp.Contains(e.State) && e.DueAt < before && (e.Letter != null || e.Calendar != null))
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Letter, (EmailLetter?)null).SetProperty(e => e.Calendar, (string?)null), ct);
    }
}
