using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>Asks the coordinator, once, for the minutes of a learning meeting that nobody has been sent.</summary>
public sealed class AskForMinutesJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    /// <summary>What nobody wrote down for so long is not missed any more.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(60);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - Forgotten;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await db.Programmes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Settings, ct);
        var held = await db.Meetings.AsNoTracking()
            .Where(m => m.Kind == MeetingKind.Learning && m.State == MeetingState.Held && m.FollowUpSentAt == null && m.StartsAt > since)
            .OrderBy(m => m.StartsAt).ThenBy(m => m.Id).ToListAsync(ct);
        var done = 0;
        foreach (var meeting in held.Where(m => IsDue(m, settings[m.ProgrammeId], now)))
        {
            var key = Work.Key(WorkKind.MinutesMissing, meeting.Id);
            if (await db.WorkItems.AnyAsync(w => w.Key == key, ct)) continue;
            db.WorkItems.Add(new WorkItem
            {
                ProgrammeId = meeting.ProgrammeId,
                Kind = WorkKind.MinutesMissing,
                Key = key,
                About = meeting.Title,
                Path = $"/coordinator/meetings/{meeting.Id}",
                Since = now,
            });
            done++;
        }

        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is null ? done : 0;
    }

    private static bool IsDue(Meeting meeting, ProgrammeSettings settings, DateTimeOffset now) =>
        settings.Does(FollowUpKinds.MinutesMissing) && meeting.StartsAt!.Value.AddDays(settings.MinutesDays) <= now;
}
