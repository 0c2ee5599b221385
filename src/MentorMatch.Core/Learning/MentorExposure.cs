using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Learning;

/// <summary>How evenly the ready mentors of a programme were shown to citizens lately.</summary>
/// <param name="Mentors">Ready now.</param>
/// <param name="Shown">Cards in all.</param>
/// <param name="NeverShown">The share of them on no card, 0 to 1.</param>
/// <param name="Gini">0 where all were shown as often, towards 1 where few got all.</param>
/// <param name="Buckets">How many mentors were shown never, once, twice, …; the last also counts all who were shown more often.</param>
public sealed record MentorExposure(int Mentors, int Shown, double NeverShown, double Gini, IReadOnlyList<int> Buckets)
{
    /// <summary>The bars that allocation is held to.</summary>
    public const double MostNeverShown = .1;
    public const double MostGini = .3;

    private const int LastBucket = 6;

    internal static async Task<MentorExposure> ReadAsync(AppDbContext db, Guid programmeId, DateTimeOffset now, CancellationToken ct)
    {
        var from = now.AddDays(-CandidateSource.ExposureDays);
        var times = await db.Volunteers.Where(v => v.ProgrammeId == programmeId && v.State == VolunteerState.Ready)
            .Select(v => db.Suggestions.Count(s => s.VolunteerId == v.Id && s.ShownPlace != null && db.Shortlists.Any(l => l.Id == s.ShortlistId && l.PublishedAt >= from)))
            .ToListAsync(ct);
        var buckets = new int[LastBucket + 1];
        foreach (var time in times) buckets[Math.Min(time, LastBucket)]++;
        return new(times.Count, times.Sum(), Ranking.Allocation.Exposure.NeverShown(times), Ranking.Allocation.Exposure.Gini(times), buckets);
    }
}
