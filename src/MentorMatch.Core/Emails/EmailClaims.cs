using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Emails;

/// <summary>
/// Which mail a worker may take. The application's clock says what is due, the database's how long it is held: any number
/// of workers may ask, in any number of processes.
/// </summary>
internal sealed class EmailClaims(IDbContextFactory<AppDbContext> contexts, TimeProvider clock, IOptions<EmailSettings> settings)
{
    /// <summary>What the pace holds back for longer than this was written by a clock that was wrong.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromDays(1);

    /// <summary>What a domain may have at once before the pace begins: as many as a tenth of a minute has.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(6);

    /// <summary>
    /// One mail, either held for this worker (Sending) or put back until the turn of its domain (Waiting); null where
    /// nothing is due. A turn is given once, in order, so that nobody has to look past those that wait for theirs.
    /// </summary>
    public async Task<OutgoingEmail?> TakeAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var lease = TimeSpan.FromSeconds(settings.Value.LeaseSeconds);
        var perMinute = settings.Value.PerDomainPerMinute;
        var gap = perMinute > 0 ? TimeSpan.FromMinutes(1) / perMinute : TimeSpan.Zero;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var taken = await db.Emails.FromSql(
            $"""
            WITH urgent AS MATERIALIZED (
                SELECT id FROM emails WHERE state = 'Waiting' AND urgent AND ready_at <= {now}
                ORDER BY ready_at LIMIT 1 FOR UPDATE SKIP LOCKED),
            ordinary AS MATERIALIZED (
                SELECT id, has_turn, hashtextextended(lower(split_part(to_address, '@', 2)), 0) AS domain FROM emails
                WHERE state = 'Waiting' AND NOT urgent AND ready_at <= {now} AND NOT EXISTS (SELECT 1 FROM urgent)
                ORDER BY ready_at LIMIT 1 FOR UPDATE SKIP LOCKED),
            turn AS (
                INSERT INTO email_paces AS pace (domain, free_at)
                SELECT domain, clock_timestamp() + {gap} FROM ordinary WHERE NOT has_turn AND {gap} > interval '0'
                ON CONFLICT (domain) DO UPDATE SET free_at = {gap} + CASE
                    WHEN pace.free_at BETWEEN clock_timestamp() AND clock_timestamp() + {LongestTurn} THEN pace.free_at
                    ELSE clock_timestamp() END
                RETURNING free_at - {gap} - {Burst} - clock_timestamp() AS wait),
            taken AS (
                SELECT id, coalesce((SELECT wait FROM turn), interval '0') > interval '0' AS early, (SELECT wait FROM turn) AS wait
                FROM (SELECT id FROM urgent UNION ALL SELECT id FROM ordinary) AS one)
            UPDATE emails e SET
                state = CASE WHEN early THEN 'Waiting' ELSE 'Sending' END,
                has_turn = early,
                next_attempt_at = CASE WHEN early THEN {now} + wait ELSE next_attempt_at END,
                lease_until = CASE WHEN early THEN NULL ELSE clock_timestamp() + {lease} END,
                attempts = attempts + CASE WHEN early THEN 0 ELSE 1 END
            FROM taken WHERE e.id = taken.id RETURNING e.*
            """).AsNoTracking().ToListAsync(ct);
        return taken.SingleOrDefault();
    }

    /// <summary>
    /// Mails whose worker died: whether they left is unknown, so their class decides. A lease longer than any was written
    /// by a clock that was wrong, and a mail that ends its worker every time is given up like others.
    /// </summary>
    /// <returns>How many were let go.</returns>
    public async Task<int> ReleaseAsync(CancellationToken ct)
    {
        var longest = TimeSpan.FromSeconds(settings.Value.LeaseSeconds * 2);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE emails SET lease_until = NULL, last_error = 'LeaseExpired', state = CASE
                WHEN when_uncertain = 'Hold' THEN 'Uncertain'
                WHEN attempts >= {EmailDelivery.MaxAttempts} THEN 'DeadLetter'
                ELSE 'Waiting' END
            WHERE state = 'Sending' AND (lease_until IS NULL OR lease_until NOT BETWEEN clock_timestamp() AND clock_timestamp() + {longest})
            """,
            ct);
    }
}
