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
        await Work.AddAsync(db, VolunteerWork.Of(WorkKind.VolunteerMayBeReady, volunteer, now), ct);
    }
}
