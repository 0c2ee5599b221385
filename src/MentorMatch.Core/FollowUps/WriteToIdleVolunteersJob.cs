using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>Writes to volunteers who have waited long for a citizen, once a wait, and asks the coordinator to ring.</summary>
public sealed class WriteToIdleVolunteersJob(IDbContextFactory<AppDbContext> contexts, FollowUpEmails emails, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var settings = await db.Programmes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Settings, ct);
            var idle = await db.Volunteers.Where(v => v.State == VolunteerState.Ready && v.IdleSince != null)
                .Select(v => new { v.Id, v.ProgrammeId, v.IdleSince }).ToListAsync(ct);
            due = [.. idle.Where(v => settings[v.ProgrammeId].Does(FollowUpKinds.IdleVolunteer) && v.IdleSince!.Value.AddDays(settings[v.ProgrammeId].IdleVolunteerDays) <= now).Select(v => v.Id)];
        }

        var done = 0;
        foreach (var id in due)
        {
            if (await WriteAsync(id, now, ct)) done++;
        }

        return done;
    }

    private async Task<bool> WriteAsync(Guid volunteerId, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == volunteerId, ct);
        if (volunteer.State != VolunteerState.Ready || volunteer.IdleSince is not { } since) return false;
        var about = $"{volunteer.Id:N}:{since:yyyyMMddHHmm}";
        if (await Outbox.HasAsync(db, FollowUpEmails.IdleKind, about, ct)) return false;
        emails.IdleVolunteer(db, volunteer, about, now);
        await Work.AddAsync(db, VolunteerWork.Of(WorkKind.IdleVolunteer, volunteer, now), ct);
        return await Saving.TryAsync(db, FollowUpErrors.MovedOn, ct) is null;
    }
}
