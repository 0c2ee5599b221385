using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Recruitment;

/// <summary>Puts an interview whose time has passed on the coordinator's list, once: was it held?</summary>
public sealed class AskForInterviewOutcomeJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var past = await db.Interviews.Where(i => i.State == InterviewState.Booked && i.StartsAt.AddMinutes(i.Minutes) <= now)
            .Join(db.Volunteers, i => i.VolunteerId, v => v.Id, (interview, volunteer) => new { Interview = interview, Volunteer = volunteer })
            .ToListAsync(ct);
        var asked = 0;
        foreach (var pair in past)
        {
            var key = InterviewService.ToHoldKey(pair.Interview);
            if (await db.WorkItems.AnyAsync(w => w.Key == key, ct)) continue;
            db.WorkItems.Add(VolunteerWork.Of(WorkKind.InterviewToHold, pair.Volunteer, pair.Interview.StartsAt, key: key));
            asked++;
        }

        await db.SaveChangesAsync(ct);
        return asked;
    }
}
