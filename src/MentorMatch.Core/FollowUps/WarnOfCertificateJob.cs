using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>
/// Writes to a volunteer whose certificate runs out, twice, and asks the coordinator to see a new one. After missed nights
/// only the latest of the two mails is sent.
/// </summary>
public sealed class WarnOfCertificateJob(IDbContextFactory<AppDbContext> contexts, FollowUpEmails emails, TimeProvider clock) : IScheduledJob
{
    /// <summary>Volunteers who take part, or may again.</summary>
    internal static readonly VolunteerState[] Concerned = [VolunteerState.InTraining, VolunteerState.Ready, VolunteerState.Paused];

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = clock.GetUtcNow().DanishDate();
        List<(Guid Volunteer, FollowUpKind Kind)> due;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var settings = (await db.Programmes.AsNoTracking().ToListAsync(ct)).Where(p => p.Settings.CertificateRequired).ToDictionary(p => p.Id, p => p.Settings);
            var latest = today.AddDays(settings.Values.Select(s => s.CertificateFirstDays).DefaultIfEmpty(0).Max());
            var ending = await db.Volunteers.Where(v => Concerned.Contains(v.State) && v.CertificateValidUntil >= today && v.CertificateValidUntil <= latest)
                .OrderBy(v => v.Id).Select(v => new { v.Id, v.ProgrammeId, v.CertificateValidUntil }).ToListAsync(ct);
            due = [.. from v in ending
                      where settings.ContainsKey(v.ProgrammeId)
                      let kind = LatestDue(settings[v.ProgrammeId], v.CertificateValidUntil!.Value, today)
                      where kind is not null
                      select (v.Id, kind)];
        }

        var done = 0;
        foreach (var (volunteer, kind) in due)
        {
            if (await WarnAsync(volunteer, kind, ct)) done++;
        }

        return done;
    }

    private static FollowUpKind? LatestDue(ProgrammeSettings settings, DateOnly validUntil, DateOnly today) =>
        new[] { FollowUpKinds.CertificateLast, FollowUpKinds.CertificateFirst }
            .FirstOrDefault(kind => settings.Does(kind) && validUntil.AddDays(-kind.Days!.Get(settings)) <= today);

    private async Task<bool> WarnAsync(Guid volunteerId, FollowUpKind kind, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == volunteerId, ct);
        if (!Concerned.Contains(volunteer.State) || volunteer.CertificateValidUntil is not { } until) return false;
        var about = $"{volunteer.Id:N}:{until:yyyyMMdd}:{kind.Name}";
        if (await Outbox.HasAsync(db, FollowUpEmails.CertificateKind, about, ct)) return false;
        emails.CertificateRunsOut(db, volunteer, about, now);
        await Work.AddAsync(db, VolunteerWork.Of(WorkKind.CertificateRunsOut, volunteer, now), ct);
        return await Saving.TryAsync(db, FollowUpErrors.MovedOn, ct) is null;
    }
}
