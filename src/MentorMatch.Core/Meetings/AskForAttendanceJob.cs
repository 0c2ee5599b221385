using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>Asks the coordinator who came, once the time of a learning or information meeting has passed.</summary>
public sealed class AskForAttendanceJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Once a time of the meeting: what the coordinator has put aside does not come back by itself.
        var due = await db.Meetings.AsNoTracking()
            .Where(m => m.Kind != MeetingKind.First && m.State == MeetingState.Scheduled && m.StartsAt != null && m.StartsAt.Value.AddMinutes(m.Minutes) <= now)
            .OrderBy(m => m.StartsAt).ThenBy(m => m.Id).ToListAsync(ct);
        var done = 0;
        foreach (var meeting in due)
        {
            var key = Work.Key(WorkKind.AttendanceMissing, meeting.Id);
            if (await db.WorkItems.AnyAsync(w => w.Key == key && w.Since >= meeting.StartsAt, ct)) continue;
            await Work.AddAsync(db, ItemOf(meeting, key, now), ct);
            done++;
        }

        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is null ? done : 0;
    }

    private static WorkItem ItemOf(Meeting meeting, string key, DateTimeOffset now) => new()
    {
        ProgrammeId = meeting.ProgrammeId,
        Kind = WorkKind.AttendanceMissing,
        Key = key,
        About = meeting.Title,
        Path = $"/coordinator/meetings/{meeting.Id}",
        Since = now,
    };
}
