using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Emails;

/// <summary>How full the outbox is, in numbers alone.</summary>
public sealed class OutboxFigures(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private static readonly EmailState[] Counted = [EmailState.Waiting, EmailState.Sending, EmailState.Refused, EmailState.DeadLetter, EmailState.Uncertain];

    /// <summary>Counts and publishes. A state that no mail is in is published as 0, so that an alarm ends.</summary>
    public async Task MeasureAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await db.Emails.Where(e => Counted.Contains(e.State)).GroupBy(e => e.State)
            .Select(g => new { State = g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.State, g => g.Count, ct);
        var oldest = await db.Emails.Where(e => e.State == EmailState.Waiting && e.ReadyAt <= now).MinAsync(e => (DateTimeOffset?)e.ReadyAt, ct);
        foreach (var state in Counted) Figures.Mails.Record(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", $"{state}"));
        Figures.OldestDueMail.Record(oldest is { } since ? (now - since).TotalSeconds : 0);
    }
}
