using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;

namespace MentorMatch.Core.Volunteers;

/// <summary>Tells the coordinator when the last requirement of a volunteer in training has been met.</summary>
public static class Readiness
{
    /// <summary>Call after each requirement that is met, inside the write that meets it.</summary>
    public static async Task NoticeAsync(AppDbContext db, Volunteer volunteer, ProgrammeSettings settings, DateTimeOffset now, CancellationToken ct = default)
    {
        if (volunteer.State != VolunteerState.InTraining || volunteer.MissingForReady(settings, now.DanishDate()).Count > 0) return;
        await Work.AddAsync(db, new WorkItem
        {
            ProgrammeId = volunteer.ProgrammeId,
            Kind = WorkKind.VolunteerMayBeReady,
            Key = Work.Key(WorkKind.VolunteerMayBeReady, volunteer.Id),
            About = volunteer.FullName,
            Path = $"/coordinator/volunteers/{volunteer.Id}",
            VolunteerId = volunteer.Id,
            Since = now,
        }, ct);
    }
}
