using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>What a coordinator sees of suggestions.</summary>
public sealed class SuggestionQueries(IDbContextFactory<AppDbContext> contexts, CandidateSource candidates, TimeProvider clock)
{
    /// <summary>The lists below a desk are drawn in the same moment: within this time the first of them need not rank everybody again.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(5);

    private (Guid CitizenId, DateTimeOffset At, Ordered Order)? desk;

    /// <summary>Shortlists as staff open them: the latest that is not void.</summary>
    public async Task<Result<SuggestionDesk>> DeskAsync(Actor actor, Guid citizenId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var loaded = await LoadAsync(db, actor, citizenId, ct);
        if (!loaded.Succeeded) return loaded.WithoutValue();
        var (citizen, programme, order) = loaded.Value;
        desk = (citizenId, clock.GetUtcNow(), order);
        return new SuggestionDesk
        {
            CitizenId = citizen.Id,
            CitizenName = citizen.FullName,
            CitizenState = citizen.State,
            WaitingSince = citizen.WaitingSince,
            StillLookingAt = citizen.StillLookingAt,
            Programme = programme,
            Shortlist = await ListAsync(db, citizenId, ct),
            Fewest = ShortlistPublishing.Fewest,
            Most = ShortlistPublishing.MostOf(programme.Settings),
            Eligible = order.List.Ranked.Count,
            Excluded = order.List.Excluded.Count,
            Easing = order.List.Ranked.Count < ShortlistPublishing.Fewest ? order.List.MostInTheWay() : null,
            ByMainRule = order.List.Excluded.GroupBy(e => e.Main).ToDictionary(g => g.Key, g => g.Count()),
        };
    }

    /// <summary>Volunteers whose name holds the words, with their place or what keeps them out. Without words: all who are kept out.</summary>
    public async Task<Result<Page<Standing>>> StandingsAsync(
        Actor actor, Guid citizenId, string? search, ExclusionReason? rule, PageRequest page, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ready = desk is { } drawn && drawn.CitizenId == citizenId && clock.GetUtcNow() - drawn.At < SameMoment ? drawn.Order : null;
        desk = null;
        var loaded = await LoadAsync(db, actor, citizenId, ct, ready);
        if (!loaded.Succeeded) return loaded.WithoutValue();
        var (citizen, programme, order) = loaded.Value;
        var words = search?.Trim() ?? "";
        var excluded = order.List.Excluded.Where(e => rule is null || e.Main == rule).Select(e => (e.Volunteer.Id, Exclusion: (Exclusion?)e, Ranked: (RankedVolunteer?)null));
        var ranked = words.Length == 0 ? [] : order.List.Ranked.Select(r => (r.Volunteer.Id, Exclusion: (Exclusion?)null, Ranked: (RankedVolunteer?)r));
        var found = ranked.Concat(excluded).Where(e => Holds(order.Pool[e.Id].FullName, words)).Select(e => (e.Id, e.Exclusion, e.Ranked, order.Pool)).ToList();
        if (words.Length > 0) found.AddRange(await GoneAsync(db, programme, citizen, words, ct));
        var listed = await OnListAsync(db, citizen.Id, ct);
        // One page of the alphabet is taken; the rest of it need not be in order.
        var rows = found.OrderBy(e => e.Pool[e.Id].FullName, StringComparer.CurrentCultureIgnoreCase).ThenBy(e => e.Id)
            .Skip(page.Skip).Take(page.Take)
            .Select(e => StandingOf(e.Pool[e.Id], e.Exclusion, e.Ranked, programme, e.Pool, listed)).ToList();
        return new Page<Standing>(rows, found.Count, page);
    }

    /// <summary>Each word somewhere in the name, so that "mette b" finds Mette Kirk Bach.</summary>
    private static bool Holds(string name, string words) =>
        Array.TrueForAll(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), word => name.Contains(word, StringComparison.CurrentCultureIgnoreCase));

    /// <summary>Those who are with the programme no longer: only somebody who looks for them by name meets them.</summary>
    private async Task<IEnumerable<(Guid Id, Exclusion? Exclusion, RankedVolunteer? Ranked, CandidatePool Pool)>> GoneAsync(
        AppDbContext db, Programme programme, Citizen citizen, string words, CancellationToken ct)
    {
        var names = await db.Volunteers.Where(v => v.ProgrammeId == programme.Id && CandidateSource.Gone.Contains(v.State))
            .Select(v => new { v.Id, Name = v.FirstName + " " + v.LastName }).ToListAsync(ct);
        var ids = names.Where(v => Holds(v.Name, words)).Select(v => v.Id).ToList();
        if (ids.Count == 0) return [];
        var pool = await candidates.LoadOnlyAsync(db, programme, citizen, ids, clock.GetUtcNow(), ct);
        return ids.Select(id => (id, Filters.Check(pool.Citizen, pool[id].Facts), (RankedVolunteer?)null, pool));
    }

    /// <summary>The approved cards of a draft as the citizen would see them, in the order that citizen would get.</summary>
    public async Task<Result<IReadOnlyList<MentorCard>>> PreviewAsync(Actor actor, Guid shortlistId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shortlist = await db.Shortlists.AsNoTracking().Include(s => s.Suggestions).FirstOrDefaultAsync(s => s.Id == shortlistId, ct);
        if (shortlist is null
            || AccessRules.Refuse(actor, Resource.Suggestions, Deed.Read, Subject.Programme(shortlist.ProgrammeId)) is not null)
        {
            return AccessErrors.NotFound;
        }

        var citizen = await db.Citizens.AsNoTracking().FirstAsync(c => c.Id == shortlist.CitizenId, ct);
        var approved = shortlist.Suggestions.Where(s => s.State == SuggestionState.Approved).OrderBy(s => s.Place).ToList();
        var places = ShortlistPublishing.CardOrder(shortlist.CardOrderSeed, approved.Count);
        var shown = approved.Select((card, i) => (card, Place: places[i])).OrderBy(c => c.Place).Select(c => c.card).ToList();
        return Result.Of(await MentorCards.ReadAsync(db, citizen, shown, ct));
    }

    private static Standing StandingOf(
        Candidate candidate, Exclusion? exclusion, RankedVolunteer? ranked, Programme programme, CandidatePool pool, HashSet<Guid> listed)
    {
        var weighed = ranked ?? ProgrammeRanking.Alone(programme, pool, candidate.Facts);
        return new Standing
        {
            VolunteerId = candidate.Facts.Id,
            Name = candidate.FullName,
            State = candidate.Guide.State,
            Exclusion = exclusion,
            Hard = exclusion is not null && HardRules.Broken(exclusion),
            Place = ranked?.Place,
            Score = weighed?.Score,
            Contributions = weighed is null ? new Dictionary<string, double>() : ProgrammeRanking.ContributionsOf(weighed),
            Reasons = weighed is null ? [] : ProgrammeRanking.ReasonsOf(weighed, ReasonAudience.Coordinator),
            OnList = listed.Contains(candidate.Facts.Id),
        };
    }

    private async Task<Result<(Citizen Citizen, Programme Programme, Ordered Order)>> LoadAsync(
        AppDbContext db, Actor actor, Guid citizenId, CancellationToken ct, Ordered? ready = null)
    {
        var citizen = await db.Citizens.AsNoTracking().FirstOrDefaultAsync(c => c.Id == citizenId, ct);
        if (citizen is null
            || AccessRules.Refuse(actor, Resource.Suggestions, Deed.Read, Subject.Programme(citizen.ProgrammeId)) is not null)
        {
            return AccessErrors.NotFound;
        }

        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == citizen.ProgrammeId, ct);
        if (ready is not null) return (citizen, programme, ready);
        var pool = await candidates.LoadAsync(db, programme, citizen, clock.GetUtcNow(), ct);
        return (citizen, programme, new Ordered(pool, ProgrammeRanking.Order(programme, pool)));
    }

    private static async Task<HashSet<Guid>> OnListAsync(AppDbContext db, Guid citizenId, CancellationToken ct) =>
        [.. await db.Shortlists
            .Where(s => s.CitizenId == citizenId && s.State != ShortlistState.Expired && s.State != ShortlistState.NoneFits)
            .SelectMany(s => s.Suggestions.Where(g => g.State != SuggestionState.Removed))
            .Select(g => g.VolunteerId).ToListAsync(ct)];

    private static async Task<DeskList?> ListAsync(AppDbContext db, Guid citizenId, CancellationToken ct)
    {
        var shortlist = await db.Shortlists.AsNoTracking().Include(s => s.Suggestions)
            .Where(s => s.CitizenId == citizenId && s.State != ShortlistState.Expired)
            .OrderByDescending(s => s.CreatedAt).FirstOrDefaultAsync(ct);
        if (shortlist is null) return null;
        var ids = shortlist.Suggestions.ConvertAll(s => s.VolunteerId);
        var people = await db.Volunteers.Where(v => ids.Contains(v.Id))
            .Select(v => new { v.Id, Name = v.FirstName + " " + v.LastName, v.Used, v.Capacity }).ToDictionaryAsync(v => v.Id, ct);
        return new DeskList
        {
            Id = shortlist.Id,
            State = shortlist.State,
            CreatedAt = shortlist.CreatedAt,
            PublishedAt = shortlist.PublishedAt,
            PublishedBy = shortlist.PublishedBy,
            ExpiresAt = shortlist.ExpiresAt,
            AnswerText = shortlist.AnswerText,
            ModelVersion = shortlist.ModelVersion,
            Rows = [.. shortlist.Suggestions.OrderBy(s => s.Place).Select(s => RowOf(s, people[s.VolunteerId].Name, people[s.VolunteerId].Used, people[s.VolunteerId].Capacity))],
        };
    }

    private static DeskRow RowOf(Suggestion suggestion, string name, int used, int capacity) => new()
    {
        Id = suggestion.Id,
        VolunteerId = suggestion.VolunteerId,
        Name = name,
        State = suggestion.State,
        Place = suggestion.Place,
        ShownPlace = suggestion.ShownPlace,
        RankerPlace = suggestion.RankerPlace,
        Score = suggestion.Score,
        Contributions = suggestion.Contributions,
        Reasons = suggestion.Reasons,
        AddedByHand = suggestion.AddedByHand,
        ForExposure = suggestion.ForExposure,
        OverrideReason = suggestion.OverrideReason,
        RemovedReason = suggestion.RemovedReason,
        Used = used,
        Capacity = capacity,
    };

    private sealed record Ordered(CandidatePool Pool, RankedList List);
}
