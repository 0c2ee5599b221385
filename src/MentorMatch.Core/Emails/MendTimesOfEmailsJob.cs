using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Emails;

/// <summary>
/// After the machine's clock was wrong for a while: mails made or put off "tomorrow or later" would wait until then. What
/// a mail was meant to wait from its making is kept.
/// </summary>
internal sealed class MendTimesOfEmailsJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    /// <summary>Longer than the longest wait between two attempts and the longest turn.</summary>
    private static readonly TimeSpan NeverAhead = TimeSpan.FromDays(2);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var ahead = now + NeverAhead;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE emails SET
                next_attempt_at = NULL, has_turn = false,
                due_at = CASE WHEN created_at > {ahead} THEN {now} + (due_at - created_at) ELSE due_at END,
                created_at = least(created_at, {now})
            WHERE state = 'Waiting' AND ready_at > {ahead} AND (next_attempt_at > {ahead} OR created_at > {ahead})
            """,
            ct);
    }
}
