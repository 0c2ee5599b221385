using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Worklist;

/// <summary>
/// One mail to each coordinator on the morning of a working day: how much waits, and a link. None where nothing waits, or
/// where they have switched it off. A morning that was missed is made up until noon; after that it is no morning's mail.
/// </summary>
public sealed class SendDigestJob(IDbContextFactory<AppDbContext> contexts, IStringLocalizer<WorklistStaffTexts> texts, TimeProvider clock) : IScheduledJob
{
    internal const string Kind = "WorkDigest";

    private static readonly TimeOnly Latest = new(12, 0);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var local = now.ToDanish();
        if (QuietHours.IsQuiet(now) || local.DayOfWeek == DayOfWeek.Saturday || TimeOnly.FromDateTime(local.DateTime) >= Latest) return 0;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var coordinators = await db.Accounts.AsNoTracking().Include(a => a.Roles)
            .Where(a => !a.Disabled && a.ErasedAt == null && a.Email != null && a.Roles.Any(r => r.Role == Role.Coordinator)).OrderBy(a => a.Id).ToListAsync(ct);
        var done = 0;
        foreach (var coordinator in coordinators)
        {
            if (await AddAsync(db, coordinator, now, ct)) done++;
        }

        await db.SaveChangesAsync(ct);
        return done;
    }

    private async Task<bool> AddAsync(AppDbContext db, Account coordinator, DateTimeOffset now, CancellationToken ct)
    {
        var about = $"{coordinator.Id:N}:{now.DanishDate():yyyyMMdd}";
        if (await Outbox.HasAsync(db, Kind, about, ct) || await EmailOptOuts.IsOutAsync(db, coordinator.Email!, EmailTopic.Digest, ct)) return false;
        var programmes = coordinator.Roles.Where(r => r.Role == Role.Coordinator).Select(r => r.ProgrammeId).OfType<Guid>().ToList();
        var open = db.WorkItems.Where(w => programmes.Contains(w.ProgrammeId) && w.DoneAt == null && (w.SnoozedUntil == null || w.SnoozedUntil <= now));
        var counts = await open.GroupBy(_ => 1)
            .Select(g => new { All = g.Count(), Today = g.Count(w => w.Urgency == Urgency.Today), Fresh = g.Count(w => w.Since > now.AddDays(-1)) }).SingleOrDefaultAsync(ct);
        if (counts is null) return false;
        using var language = CultureScope.Use(coordinator.Language);
        var letter = new EmailLetter
        {
            Language = coordinator.Language,
            Subject = texts["Mail.WorkDigest.Subject", counts.All],
            Greeting = texts["Mail.WorkDigest.Greeting"],
            Paragraphs = [texts["Mail.WorkDigest.P1", counts.All, counts.Today, counts.Fresh]],
            ButtonText = texts["Mail.WorkDigest.Button"],
            ButtonPath = "/coordinator",
        };
        Outbox.Add(db, Kind, about, new EmailReader(coordinator.Email!, coordinator.DisplayName, coordinator.Language), letter, now, topic: EmailTopic.Digest);
        return true;
    }
}
