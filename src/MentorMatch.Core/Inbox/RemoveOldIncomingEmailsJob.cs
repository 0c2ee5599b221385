using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Inbox;

/// <summary>Keeps ninety days of what came in; what lies set aside stays listed.</summary>
internal sealed class RemoveOldIncomingEmailsJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.IncomingEmails.Where(e => e.ReadAt < before && e.Outcome != IncomingOutcome.SetAside).ExecuteDeleteAsync(ct);
    }
}
