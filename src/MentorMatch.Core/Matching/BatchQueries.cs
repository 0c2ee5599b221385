using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>How far the suggestions for a citizen have come, as the page of all who wait shows it.</summary>
public enum WaitingStatus
{
    NoDraft,

    /// <summary>The last batch found nobody.</summary>
    NobodyFits,

    /// <summary>Drafted; too few cards are approved.</summary>
    ToLookThrough,

    /// <summary>Enough cards are approved to be shown.</summary>
    Ready,

    /// <summary>The citizen has open cards.</summary>
    Shown,
}

public sealed record WaitingFilter(Guid ProgrammeId, string? Search = null, WaitingStatus? Status = null);

public sealed record WaitingRow
{
    public required Guid CitizenId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset? WaitingSince { get; init; }

    public required WaitingStatus Status { get; init; }

    public required Guid? ShortlistId { get; init; }

    /// <summary>Those that are not removed, in the coordinator's order, as many as the citizen may get.</summary>
    public required IReadOnlyList<WaitingCard> Cards { get; init; }

    /// <summary>Where fewer fitted than a choice needs when the last batch ran.</summary>
    public required EasingHint? Easing { get; init; }
}

public sealed record WaitingCard(string Name, SuggestionState State, bool ForExposure, bool Full);

/// <summary>A page of citizens who wait, how many there are in each state, and the last batch.</summary>
public sealed record WaitingPage
{
    public required Page<WaitingRow> Page { get; init; }

    /// <summary>Under the search.</summary>
    public required IReadOnlyDictionary<WaitingStatus, int> Counts { get; init; }

    /// <summary>In the whole programme: what a deed on all of them would reach.</summary>
    public required IReadOnlyDictionary<WaitingStatus, int> Totals { get; init; }

    public required BatchReport? Batch { get; init; }
}

/// <summary>What a batch does, or did.</summary>
public sealed record BatchReport
{
    public required Guid Id { get; init; }

    public required BatchState State { get; init; }

    public required int Total { get; init; }

    public required int Reached { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    public required IReadOnlyDictionary<BatchOutcome, int> Outcomes { get; init; }

    /// <summary>Drafts of it that nobody has touched, which can still be taken back.</summary>
    public required int Untouched { get; init; }

    public bool IsOpen => ShortlistBatch.IsOpen(State);
}

/// <summary>What a coordinator sees of everybody in a programme who waits for suggestions.</summary>
public sealed class BatchQueries(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<WaitingPage>> PageAsync(Actor actor, WaitingFilter filter, PageRequest page, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Read, Subject.Programme(filter.ProgrammeId)) is { } refusal) return refusal;
        var programme = await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Id == filter.ProgrammeId, ct);
        if (programme is null) return AccessErrors.NotFound;
        var batch = await ReportAsync(db, programme.Id, ct);
        var all = await StatusesAsync(db, programme.Id, batch?.Id, ct);
        var words = (filter.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var searched = all.FindAll(s => Array.TrueForAll(words, word => s.Name.Contains(word, StringComparison.CurrentCultureIgnoreCase)));
        var found = searched.Where(s => filter.Status is null ? s.Status != WaitingStatus.Shown : s.Status == filter.Status).ToList();
        var shown = found.Skip(page.Skip).Take(page.Take).ToList();
        return new WaitingPage
        {
            Page = new(await RowsAsync(db, programme, shown, ct), found.Count, page),
            Counts = CountsOf(searched),
            Totals = CountsOf(all),
            Batch = batch,
        };
    }

    /// <summary>The last batch of the programme; null where there was none.</summary>
    public async Task<Result<BatchReport?>> LastAsync(Actor actor, Guid programmeId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return AccessRules.Refuse(actor, Resource.Suggestions, Deed.Read, Subject.Programme(programmeId)) is { } refusal
            ? refusal
            : Result.Of(await ReportAsync(db, programmeId, ct));
    }

    /// <summary>Whose draft is to be looked through after this citizen's, by how long they have waited, from the start again at the end; null where there is none.</summary>
    public async Task<(Guid Id, string Name)?> NextDraftAsync(Actor actor, Guid programmeId, Guid afterCitizenId, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.Suggestions, Deed.Read, Subject.Programme(programmeId))) return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var drafts = await StatusesAsync(db, programmeId, null, ct);
        var next = drafts.SkipWhile(s => s.CitizenId != afterCitizenId).Skip(1).Concat(drafts.TakeWhile(s => s.CitizenId != afterCitizenId))
            .FirstOrDefault(s => s.Status == WaitingStatus.ToLookThrough && s.CitizenId != afterCitizenId);
        return next is null ? null : (next.CitizenId, next.Name);
    }

    private static async Task<BatchReport?> ReportAsync(AppDbContext db, Guid programmeId, CancellationToken ct)
    {
        var batch = await db.ShortlistBatches.AsNoTracking().Where(b => b.ProgrammeId == programmeId).OrderByDescending(b => b.StartedAt).FirstOrDefaultAsync(ct);
        if (batch is null) return null;
        var outcomes = await db.BatchedCitizens.Where(c => c.BatchId == batch.Id).GroupBy(c => c.Outcome)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var lists = await db.BatchedCitizens.Where(c => c.BatchId == batch.Id && c.Outcome == BatchOutcome.Drafted && c.ShortlistId != null)
            .Select(c => c.ShortlistId!.Value).ToListAsync(ct);
        return new BatchReport
        {
            Id = batch.Id,
            State = batch.State,
            Total = batch.Total,
            Reached = batch.Reached,
            StartedAt = batch.StartedAt,
            StartedBy = batch.StartedBy,
            EndedAt = batch.EndedAt,
            Outcomes = outcomes,
            Untouched = ShortlistBatch.IsOpen(batch.State) ? 0 : await BatchDrafts.Untouched(db, lists).CountAsync(ct),
        };
    }

    private static Dictionary<WaitingStatus, int> CountsOf(List<CitizenStatus> all) => all.GroupBy(s => s.Status).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>All of the programme, who waits longest first: small rows, so that they can be searched and counted by status.</summary>
    private static async Task<List<CitizenStatus>> StatusesAsync(AppDbContext db, Guid programmeId, Guid? batchId, CancellationToken ct)
    {
        var citizens = db.Citizens.AsNoTracking().Where(c => c.ProgrammeId == programmeId && c.ErasedAt == null
            && (c.State == CitizenState.WishesDone || c.State == CitizenState.Choosing));
        var rows = await citizens.OrderBy(c => c.WaitingSince).ThenBy(c => c.Id).Select(c => new
        {
            c.Id,
            Name = c.FirstName + " " + c.LastName,
            c.State,
            List = db.Shortlists.Where(s => s.CitizenId == c.Id && (s.State == ShortlistState.Draft || s.State == ShortlistState.Published || s.State == ShortlistState.HelpAsked))
                .Select(s => new { s.Id, Approved = s.Suggestions.Count(g => g.State == SuggestionState.Approved) }).FirstOrDefault(),
            Nobody = db.BatchedCitizens.Any(b => b.BatchId == batchId && b.CitizenId == c.Id && b.Outcome == BatchOutcome.NobodyFits),
        }).ToListAsync(ct);
        return rows.ConvertAll(r => new CitizenStatus(r.Id, r.Name, r.List?.Id, StatusOf(r.State, r.List?.Approved, r.Nobody)));
    }

    private static WaitingStatus StatusOf(CitizenState state, int? approved, bool nobody) => (state, approved) switch
    {
        (CitizenState.Choosing, _) => WaitingStatus.Shown,
        (_, null) => nobody ? WaitingStatus.NobodyFits : WaitingStatus.NoDraft,
        (_, >= ShortlistPublishing.Fewest) => WaitingStatus.Ready,
        _ => WaitingStatus.ToLookThrough,
    };

    private static async Task<IReadOnlyList<WaitingRow>> RowsAsync(AppDbContext db, Programme programme, List<CitizenStatus> standings, CancellationToken ct)
    {
        var ids = standings.ConvertAll(s => s.CitizenId);
        var lists = standings.Select(s => s.ShortlistId).OfType<Guid>().ToList();
        var since = await db.Citizens.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.WaitingSince }).ToDictionaryAsync(c => c.Id, c => c.WaitingSince, ct);
        var cards = (await (
            from g in db.Suggestions
            join v in db.Volunteers on g.VolunteerId equals v.Id
            where lists.Contains(g.ShortlistId) && g.State != SuggestionState.Removed
            orderby g.Place
            select new { g.ShortlistId, Card = new WaitingCard(v.FirstName + " " + v.LastName, g.State, g.ForExposure, v.Used >= v.Capacity) }).ToListAsync(ct))
            .ToLookup(c => c.ShortlistId, c => c.Card);
        var easings = (await db.BatchedCitizens.Where(b => ids.Contains(b.CitizenId) && b.Easing != null).OrderBy(b => b.Id)
            .Select(b => new { b.CitizenId, b.Easing, b.EasingBrings }).ToListAsync(ct)).ToLookup(b => b.CitizenId);
        var most = ShortlistPublishing.MostOf(programme.Settings);
        return [.. standings.Select(s => new WaitingRow
        {
            CitizenId = s.CitizenId,
            Name = s.Name,
            WaitingSince = since[s.CitizenId],
            Status = s.Status,
            ShortlistId = s.ShortlistId,
            Cards = s.ShortlistId is { } list ? FirstCards(cards[list], most) : [],
            Easing = s.Status is WaitingStatus.NobodyFits or WaitingStatus.ToLookThrough && easings[s.CitizenId].LastOrDefault() is { } e ? new(e.Easing!.Value, e.EasingBrings) : null,
        })];
    }

    /// <summary>Once some are approved they are the cards; before, the first that are proposed.</summary>
    private static List<WaitingCard> FirstCards(IEnumerable<WaitingCard> cards, int most)
    {
        var all = cards.ToList();
        var chosen = all.Where(c => c.State != SuggestionState.Proposed).ToList();
        return chosen.Count > 0 ? chosen : [.. all.Take(most)];
    }

    private sealed record CitizenStatus(Guid CitizenId, string Name, Guid? ShortlistId, WaitingStatus Status);
}
