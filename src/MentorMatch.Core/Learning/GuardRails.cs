using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using MentorMatch.Ranking.Allocation;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Learning;

/// <summary>
/// What a challenger would do to the people who are here now: the latest citizens are ordered by both models, as if each
/// got the first cards, without the allocation that spreads them in a batch.
/// </summary>
public sealed class GuardRails(CandidateSource candidates, TimeProvider clock)
{
    public const string Violations = "Violations";
    public const string NeverShown = "NeverShown";
    public const string Gini = "Gini";

    /// <summary>How much more unevenly than now mentors may be shown: a share of them, and a Gini coefficient.</summary>
    public const double MostUnevenness = .05;

    private const int MostCitizens = 100;
    private const int Fewest = 5;

    public async Task<List<GuardRail>> CheckAsync(AppDbContext db, Programme programme, RankingModel challenger, RankingModel serving, CancellationToken ct)
    {
        var citizens = await db.Citizens.AsNoTracking()
            .Where(c => c.ProgrammeId == programme.Id && c.ErasedAt == null && c.Wishes.SentAt != null)
            .OrderByDescending(c => c.Wishes.SentAt).ThenBy(c => c.Id).Take(MostCitizens).ToListAsync(ct);
        var cards = ShortlistPublishing.MostOf(programme.Settings);
        var (violations, could, theirs, ours) = (0, new HashSet<Guid>(), new List<Guid>(), new List<Guid>());
        foreach (var citizen in citizens)
        {
            var pool = await candidates.LoadAsync(db, programme, citizen, clock.GetUtcNow(), ct);
            var facts = pool.Facts.ToList();
            var order = Ranker.Rank(pool.Citizen, facts, challenger).Ranked;
            violations += order.Count(ranked => Filters.Check(pool.Citizen, ranked.Volunteer) is not null || !double.IsFinite(ranked.Score ?? double.NaN));
            could.UnionWith(order.Select(ranked => ranked.Volunteer.Id));
            ours.AddRange(order.Take(cards).Select(ranked => ranked.Volunteer.Id));
            theirs.AddRange(Ranker.Rank(pool.Citizen, facts, serving).Ranked.Take(cards).Select(ranked => ranked.Volunteer.Id));
        }

        var enough = citizens.Count >= Fewest && could.Count >= Fewest;
        return
        [
            new(Violations, violations, 0),
            new(NeverShown, enough ? Exposure.NeverShown(TimesOf(ours, could)) - Exposure.NeverShown(TimesOf(theirs, could)) : null, MostUnevenness),
            new(Gini, enough ? Exposure.Gini(TimesOf(ours, could)) - Exposure.Gini(TimesOf(theirs, could)) : null, MostUnevenness),
        ];
    }

    private static List<int> TimesOf(List<Guid> shown, HashSet<Guid> could)
    {
        var times = shown.CountBy(id => id).ToDictionary();
        return [.. could.Select(id => times.GetValueOrDefault(id))];
    }
}
