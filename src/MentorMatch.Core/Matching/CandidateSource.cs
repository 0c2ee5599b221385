using System.Collections.Concurrent;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>A volunteer as ranking sees them, and the name that staff see. Ranking itself never gets a name.</summary>
public sealed record Candidate(VolunteerFacts Facts, CandidateGuide Guide)
{
    public string FullName => $"{Guide.FirstName} {Guide.LastName}";
}

/// <summary>
/// One citizen, all who might be suggested to them, and what orders these now. What volunteers are to everybody is shared between citizens;
/// only the few who are something else to this one are held apart.
/// </summary>
public sealed class CandidatePool(CitizenFacts citizen, IReadOnlyDictionary<Guid, Candidate> toEverybody, IReadOnlyDictionary<Guid, Candidate> toThisOne, ModelsInUse models)
{
    public CitizenFacts Citizen => citizen;

    public ModelsInUse Models => models;

    public IEnumerable<VolunteerFacts> Facts => toThisOne.Count == 0
        ? toEverybody.Values.Select(c => c.Facts)
        : toEverybody.Values.Select(c => toThisOne.GetValueOrDefault(c.Facts.Id, c).Facts);

    public Candidate this[Guid volunteerId] => Find(volunteerId) ?? throw new KeyNotFoundException($"Volunteer {volunteerId} is not in the pool.");

    /// <summary>The same citizen with these volunteers alone.</summary>
    public CandidatePool Only(IEnumerable<Guid> volunteerIds) =>
        new(citizen, volunteerIds.ToDictionary(id => id, id => this[id]), new Dictionary<Guid, Candidate>(), models);

    public Candidate? Find(Guid volunteerId) => toThisOne.GetValueOrDefault(volunteerId) ?? toEverybody.GetValueOrDefault(volunteerId);
}

/// <summary>
/// Loads whom ranking chooses among. The guides of volunteers are kept between calls and asked for again by row
/// version, so that thousands of unchanged guides are not read and parsed a second time. Places, states, matches and
/// what was shown are asked for each time.
/// </summary>
public sealed class CandidateSource(CandidateGuides guides, ProgrammeModels models)
{
    /// <summary>How far back being shown on shortlists counts.</summary>
    public const int ExposureDays = 90;

    /// <summary>With the programme no longer, or never.</summary>
    internal static readonly VolunteerState[] Gone = [VolunteerState.Left, VolunteerState.Declined];

    private static readonly MatchState[] NoToEachOther = [MatchState.Declined, MatchState.Lapsed, MatchState.Ended];

    private readonly ConcurrentDictionary<Guid, Dictionary<Guid, Candidate>> latest = new();

    /// <summary>Everybody in the programme who has not left, also those who cannot be suggested: they are told apart by filters.</summary>
    public async Task<CandidatePool> LoadAsync(AppDbContext db, Programme programme, Citizen citizen, DateTimeOffset now, CancellationToken ct = default) =>
        (await LoadForAsync(db, programme, [citizen], now, ct))[0];

    /// <summary>The same for many citizens of one programme, asked in one go; in their order.</summary>
    public async Task<IReadOnlyList<CandidatePool>> LoadForAsync(
        AppDbContext db, Programme programme, IReadOnlyList<Citizen> citizens, DateTimeOffset now, CancellationToken ct = default)
    {
        var rows = await guides.LoadAllAsync(db, programme, ct);
        var around = await AroundAsync(db, programme, citizens, now, ct);
        var before = latest.GetValueOrDefault(programme.Id) ?? [];
        var all = new Dictionary<Guid, Candidate>(rows.Count);
        foreach (var row in rows)
        {
            if (!Gone.Contains(row.State)) all[row.Id] = around.ToEverybody(row, before.GetValueOrDefault(row.Id));
        }

        latest[programme.Id] = all;
        return [.. citizens.Select(citizen => PoolOf(citizen, all, around))];
    }

    /// <summary>These volunteers alone, whatever their state.</summary>
    public async Task<CandidatePool> LoadOnlyAsync(
        AppDbContext db, Programme programme, Citizen citizen, IReadOnlyCollection<Guid> volunteerIds, DateTimeOffset now, CancellationToken ct = default)
    {
        var rows = await guides.LoadAsync(db, programme, v => volunteerIds.Contains(v.Id), ct);
        var around = await AroundAsync(db, programme, [citizen], now, ct);
        return PoolOf(citizen, rows.ToDictionary(row => row.Id, row => around.ToEverybody(row, null)), around);
    }

    private static CandidatePool PoolOf(Citizen citizen, IReadOnlyDictionary<Guid, Candidate> all, Around around)
    {
        var no = around.EarlierNo[citizen.Id].ToHashSet();
        var own = around.SameAccount[citizen.Id].ToHashSet();
        var apart = no.Union(own).Select(all.GetValueOrDefault).OfType<Candidate>().ToDictionary(c => c.Facts.Id, c => c with
        {
            Facts = c.Facts with { EarlierNo = no.Contains(c.Facts.Id), ConflictOfInterest = own.Contains(c.Facts.Id) },
        });
        return new CandidatePool(CitizenFactsOf(citizen, around.Now), all, apart, around.Models);
    }

    private async Task<Around> AroundAsync(
        AppDbContext db, Programme programme, IReadOnlyList<Citizen> citizens, DateTimeOffset now, CancellationToken ct) => new()
        {
            Now = now,
            Settings = programme.Settings,
            Histories = await HistoriesAsync(db, programme.Id, ct),
            Shown = await TimesShownAsync(db, programme.Id, now, ct),
            EarlierNo = await EarlierNoAsync(db, citizens, ct),
            SameAccount = await SameAccountAsync(db, programme.Id, citizens, ct),
            Models = await models.OfAsync(db, programme, ct),
        };

    internal static CitizenFacts CitizenFactsOf(Citizen citizen, DateTimeOffset now)
    {
        var wishes = citizen.Wishes;
        return new CitizenFacts
        {
            Id = citizen.Id,
            Goals = KeySet.From(wishes.Goals),
            Languages = FactValues.Languages(wishes.Languages),
            Times = new Ranking.WeekTimes(wishes.Times.Mask),
            Likes = KeySet.From(wishes.Interests),
            Dislikes = KeySet.From(wishes.Dislikes),
            TargetGroups = KeySet.From(wishes.TargetGroups),
            WishedApproaches = wishes.Approaches,
            Reservations = KeySet.From(wishes.Reservations),
            Traits = KeySet.From(wishes.Traits),
            Location = wishes.Postcode is { } postcode ? Postcodes.CentreOf(postcode) : null,
            DistanceCapKm = wishes.DistanceCapKm,
            BirthYear = wishes.BirthYear,
            Gender = FactValues.Gender(wishes.Gender),
            WantedGender = FactValues.Gender(wishes.WantedGender),
            WaitingDays = citizen.WaitingSince is { } since ? Math.Max(0, (int)(now - since).TotalDays) : 0,
        };
    }

    /// <summary>What became of the requests that a volunteer got; taken back by the citizen says nothing of the volunteer.</summary>
    private static async Task<Dictionary<Guid, History>> HistoriesAsync(AppDbContext db, Guid programmeId, CancellationToken ct) =>
        await db.Matches
            .Where(m => m.ProgrammeId == programmeId
                && (m.StartedAt != null || m.State == MatchState.Declined || m.State == MatchState.Lapsed || m.State == MatchState.Ended))
            .GroupBy(m => m.VolunteerId)
            .Select(g => new History(
                g.Key, g.Count(), g.Count(m => m.StartedAt != null), g.Count(m => m.State == MatchState.Ended && m.StartedAt != null)))
            .ToDictionaryAsync(h => h.VolunteerId, ct);

    private static async Task<Dictionary<Guid, int>> TimesShownAsync(AppDbContext db, Guid programmeId, DateTimeOffset now, CancellationToken ct)
    {
        var from = now.AddDays(-ExposureDays);
        return await db.Shortlists
            .Where(s => s.ProgrammeId == programmeId && s.PublishedAt >= from)
            .SelectMany(s => s.Suggestions.Where(g => g.ShownPlace != null))
            .GroupBy(g => g.VolunteerId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>Citizen to volunteers.</summary>
    private static async Task<ILookup<Guid, Guid>> EarlierNoAsync(AppDbContext db, IReadOnlyList<Citizen> citizens, CancellationToken ct)
    {
        var ids = citizens.Select(c => c.Id).ToList();
        var fromMatches = db.Matches.Where(m => ids.Contains(m.CitizenId) && NoToEachOther.Contains(m.State)).Select(m => new { m.CitizenId, m.VolunteerId });
        var fromLists = db.Shortlists
            .Where(s => ids.Contains(s.CitizenId) && s.State == ShortlistState.NoneFits)
            .SelectMany(s => s.Suggestions.Where(g => g.State == SuggestionState.NotChosen).Select(g => new { s.CitizenId, g.VolunteerId }));
        return (await fromMatches.Union(fromLists).ToListAsync(ct)).ToLookup(pair => pair.CitizenId, pair => pair.VolunteerId);
    }

    /// <summary>Citizen to volunteers who are the same person.</summary>
    private static async Task<ILookup<Guid, Guid>> SameAccountAsync(AppDbContext db, Guid programmeId, IReadOnlyList<Citizen> citizens, CancellationToken ct)
    {
        var accounts = citizens.Select(c => c.AccountId).OfType<Guid>().ToList();
        var same = await db.Volunteers.Where(v => v.ProgrammeId == programmeId && accounts.Contains(v.AccountId)).Select(v => new { v.AccountId, v.Id }).ToListAsync(ct);
        return citizens.SelectMany(c => same.Where(v => v.AccountId == c.AccountId).Select(v => (Citizen: c.Id, Volunteer: v.Id))).ToLookup(p => p.Citizen, p => p.Volunteer);
    }

    private sealed record History(Guid VolunteerId, int Total, int Met, int Finished);

    /// <summary>What depends on the day and on other rows than the volunteer's own.</summary>
    private sealed record Around
    {
        public required DateTimeOffset Now { get; init; }

        public required ProgrammeSettings Settings { get; init; }

        public required Dictionary<Guid, History> Histories { get; init; }

        public required Dictionary<Guid, int> Shown { get; init; }

        public required ILookup<Guid, Guid> EarlierNo { get; init; }

        public required ILookup<Guid, Guid> SameAccount { get; init; }

        public required ModelsInUse Models { get; init; }

        /// <summary>What was made before, where nothing about it is different now.</summary>
        public Candidate ToEverybody(CandidateGuide row, Candidate? before)
        {
            var idle = row.IdleSince is { } since ? Math.Max(0, (int)(Now - since).TotalDays) : 0;
            var history = Histories.GetValueOrDefault(row.Id);
            var shown = Shown.GetValueOrDefault(row.Id);
            var (finished, met) = (history?.Finished ?? 0, new MeetingHistory(history?.Met ?? 0, history?.Total ?? 0));
            var requirements = row.Requirements(Settings, Now.DanishDate());
            if (before?.Facts is { } facts && ReferenceEquals(before.Guide, row) && facts.IdleDays == idle && facts.TimesShown == shown
                && facts.FinishedMatches == finished && facts.History == met && facts.Requirements.SequenceEqual(requirements))
            {
                return before;
            }

            return new Candidate(
                row.Facts with { Requirements = requirements, IdleDays = idle, FinishedMatches = finished, History = met, TimesShown = shown }, row);
        }
    }
}
