using MentorMatch.Core.Citizens;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Data.Seed;

/// <summary>
/// A challenger in shadow, so that the page about models has something to show. It is trained as any other, but on the
/// answers of citizens who were invented for it, with a taste that was invented too; it is marked as such, and nothing of them
/// is stored.
/// </summary>
public sealed class DemoModel(IDbContextFactory<AppDbContext> contexts, CandidateSource candidates, GuardRails guardRails, TimeProvider clock)
{
    private const int Citizens = 240;
    private const int Cards = 4;

    /// <summary>These citizens care more for interests and manner than the experts do, and less for the way.</summary>
    private static readonly RankingModel Taste = RankingModel.FromExpert(
        ExpertWeights.From(new Dictionary<string, double> { ["shared_likes"] = 2.5, ["scenario_agreement"] = 2.5, ["similar_age"] = 1, ["closeness"] = 0, ["language_level"] = .3 }),
        "taste");

    public async Task AddAsync(Guid programmeId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == programmeId, ct);
        var somebody = await db.Citizens.AsNoTracking().Where(c => c.ProgrammeId == programmeId).OrderBy(c => c.Id).FirstAsync(ct);
        var pool = await candidates.LoadAsync(db, programme, somebody, now, ct);
        var mentors = pool.Facts.Where(facts => facts.IsReady).OrderBy(facts => facts.Id).ToList();
        if (mentors.Count <= Cards) return;

        var expert = ProgrammeRanking.ModelOf(programme);
        var people = new DemoPeople(seed: 11);
        var lists = Enumerable.Range(0, Citizens).Select(_ => ListOf(programme, people, mentors, expert, now)).ToList();
        var version = await ProgrammeTraining.NextVersionAsync(db, programmeId, now, ct);
        var challenger = ModelTraining.Train(TrainingData.Of(lists), expert, expert, version);
        var metrics = challenger.Metrics with { GuardRails = await guardRails.CheckAsync(db, programme, challenger.Model, expert, ct) };
        db.RankingModels.Add(ProgrammeTraining.StoredOf(programmeId, version, now, challenger with { Metrics = metrics }, invented: true));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Five mentors by chance: the one that fits least is taken off, and of the others the one that fits best is chosen.</summary>
    private static UsedList ListOf(Programme programme, DemoPeople people, List<VolunteerFacts> mentors, RankingModel expert, DateTimeOffset now)
    {
        var citizen = CitizenOf(programme, people);
        var facts = CandidateSource.CitizenFactsOf(citizen, now);
        var fits = people.Some(mentors, Cards + 1, Cards + 1)
            .Select(mentor => (Mentor: mentor, Liking: Ranker.WithoutFilters(facts, mentor, Taste).Score + people.Random.NextDouble()))
            .OrderByDescending(fit => fit.Liking).Select(fit => fit.Mentor).ToList();
        var places = Enumerable.Range(1, Cards).ToArray();
        people.Random.Shuffle(places);
        return new UsedList(Guid.CreateVersion7(now), citizen.Id, [.. fits.Select((mentor, i) => new UsedSuggestion(
            Guid.CreateVersion7(now),
            i < Cards ? places[i] : null,
            i == 0,
            new LabelSince(i == 0 ? Label.Met : i < Cards ? Label.NotChosen : Label.Rejected, now),
            expert.Features(facts, mentor)))]);
    }

    private static Citizen CitizenOf(Programme programme, DemoPeople people)
    {
        var citizen = new Citizen
        {
            ProgrammeId = programme.Id,
            CoordinatorId = Guid.Empty,
            FirstName = "Opdigtet",
            LastName = "Borger",
            InvitedAt = DateTimeOffset.UnixEpoch,
        };
        DemoCitizens.FillWishes(citizen.Wishes, programme, people);
        return citizen;
    }
}
