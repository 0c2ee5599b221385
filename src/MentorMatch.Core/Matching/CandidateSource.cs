using System.Collections.Frozen;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>A volunteer as ranking sees them, and the name that staff see. Ranking itself never gets a name.</summary>
public sealed record Candidate(VolunteerFacts Facts, string FirstName, string LastName, VolunteerState State)
{
    public string FullName => $"{FirstName} {LastName}";
}

/// <summary>One citizen, all who might be suggested to them, and what orders these now.</summary>
public sealed record CandidatePool(CitizenFacts Citizen, FrozenDictionary<Guid, Candidate> Candidates, ModelsInUse Models);

/// <summary>
/// Loads whom ranking chooses among. The guides of volunteers are kept between calls and asked for again by row
/// version, so that thousands of unchanged guides are not read and parsed a second time.
/// </summary>
public sealed class CandidateSource(CandidateGuides guides, ProgrammeModels models)
{
    /// <summary>How far back being shown on shortlists counts.</summary>
    public const int ExposureDays = 90;

    private static readonly VolunteerState[] Gone = [VolunteerState.Left, VolunteerState.Declined];

    private static readonly MatchState[] NoToEachOther = [MatchState.Declined, MatchState.Lapsed, MatchState.Ended];

    /// <summary>Everybody in the programme who has not left, also those who cannot be suggested: they are told apart by filters.</summary>
    public async Task<CandidatePool> LoadAsync(AppDbContext db, Programme programme, Citizen citizen, DateTimeOffset now, CancellationToken ct = default)
    {
        var rows = await guides.LoadAsync(db, programme, v => !Gone.Contains(v.State), ct);
        return await MakePoolAsync(db, programme, citizen, rows, now, ct);
    }

    /// <summary>These volunteers alone, whatever their state.</summary>
    public async Task<CandidatePool> LoadOnlyAsync(
        AppDbContext db, Programme programme, Citizen citizen, IReadOnlyCollection<Guid> volunteerIds, DateTimeOffset now, CancellationToken ct = default)
    {
        var rows = await guides.LoadAsync(db, programme, v => volunteerIds.Contains(v.Id), ct);
        return await MakePoolAsync(db, programme, citizen, rows, now, ct);
    }

    private async Task<CandidatePool> MakePoolAsync(
        AppDbContext db, Programme programme, Citizen citizen, IReadOnlyList<CandidateGuide> rows, DateTimeOffset now, CancellationToken ct)
    {
        var histories = await HistoriesAsync(db, programme.Id, ct);
        var shown = await TimesShownAsync(db, programme.Id, now, ct);
        var earlierNo = await EarlierNoAsync(db, citizen.Id, ct);
        var today = now.DanishDate();
        var candidates = rows.ToFrozenDictionary(row => row.Id, row =>
        {
            var history = histories.GetValueOrDefault(row.Id);
            return new Candidate(
                row.Facts with
                {
                    Requirements = row.Requirements(programme.Settings, today),
                    IdleDays = row.IdleSince is { } since ? Math.Max(0, (int)(now - since).TotalDays) : 0,
                    FinishedMatches = history?.Finished ?? 0,
                    History = new MeetingHistory(history?.Met ?? 0, history?.Total ?? 0),
                    TimesShown = shown.GetValueOrDefault(row.Id),
                    EarlierNo = earlierNo.Contains(row.Id),
                    ConflictOfInterest = citizen.AccountId is { } account && account == row.AccountId,
                },
                row.FirstName,
                row.LastName,
                row.State);
        });
        return new CandidatePool(CitizenFactsOf(citizen, now), candidates, await models.OfAsync(db, programme, ct));
    }

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

    private static async Task<HashSet<Guid>> EarlierNoAsync(AppDbContext db, Guid citizenId, CancellationToken ct)
    {
        var fromMatches = db.Matches.Where(m => m.CitizenId == citizenId && NoToEachOther.Contains(m.State)).Select(m => m.VolunteerId);
        var fromLists = db.Shortlists
            .Where(s => s.CitizenId == citizenId && s.State == ShortlistState.NoneFits)
            .SelectMany(s => s.Suggestions.Where(g => g.State == SuggestionState.NotChosen))
            .Select(g => g.VolunteerId);
        return [.. await fromMatches.Union(fromLists).ToListAsync(ct)];
    }

    private sealed record History(Guid VolunteerId, int Total, int Met, int Finished);
}
