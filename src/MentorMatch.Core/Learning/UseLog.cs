using MentorMatch.Core.Data;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Learning;

/// <summary>A suggestion with its label and what the ranker saw of it then.</summary>
/// <param name="Id">The suggestion.</param>
/// <param name="ShownPlace">The place of its card, from 1.</param>
/// <param name="ChosenFirst">The citizen's first choice among the cards of the list.</param>
/// <param name="Label">Null where nothing can be told of it.</param>
/// <param name="Features">In schema order; NaN is unknown.</param>
public sealed record UsedSuggestion(Guid Id, int? ShownPlace, bool ChosenFirst, LabelSince? Label, float[] Features);

/// <summary>One list that a citizen was shown.</summary>
public sealed record UsedList(Guid Id, Guid CitizenId, IReadOnlyList<UsedSuggestion> Suggestions);

/// <summary>
/// What use has taught about a programme's suggestions, read afresh each time: nothing is copied, so whoever is erased is
/// gone from the next reading. Left out are lists that nobody was shown, people who are erased, and rows seen by another
/// feature schema.
/// </summary>
public sealed class UseLog(TimeProvider clock)
{
    public async Task<IReadOnlyList<UsedList>> ReadAsync(AppDbContext db, Guid programmeId, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var rows = await RowsAsync(db, programmeId, ct);
        var matches = (await MatchesAsync(db, programmeId, ct)).ToLookup(m => m.ShortlistId);
        var expired = await MovesAsync(db, programmeId, nameof(Shortlist), nameof(ShortlistState.Expired), ct);
        return [.. rows.GroupBy(row => (row.ListId, row.CitizenId)).OrderBy(list => list.Key.ListId).Select(list =>
        {
            var first = matches[list.Key.ListId].Where(m => m.State != MatchState.Withdrawn).OrderBy(m => m.RequestedAt).FirstOrDefault()?.VolunteerId;
            return new UsedList(list.Key.ListId, list.Key.CitizenId, [.. list.OrderBy(row => row.Id).Select(row =>
            {
                var closed = row.AnsweredAt ?? (expired.TryGetValue(row.ListId, out var at) ? at : null);
                var match = matches[row.ListId].Where(m => m.VolunteerId == row.VolunteerId).OrderByDescending(Reach).Select(m => m.Outcome).FirstOrDefault();
                var outcome = new SuggestionOutcome
                {
                    State = row.State,
                    ShownPlace = row.ShownPlace,
                    ListState = row.ListState,
                    PublishedAt = row.PublishedAt,
                    ListClosedAt = closed,
                    Match = match,
                };
                return new UsedSuggestion(row.Id, row.ShownPlace, row.VolunteerId == first, Labels.Of(outcome, now), row.Features);
            })]);
        })];
    }

    /// <summary>Somebody who declined and was asked again later is judged by what came of it.</summary>
    private static int Reach(UsedMatch match) => match.Outcome.MetAt is not null ? 2 : match.State == MatchState.Withdrawn ? 0 : 1;

    private static async Task<List<Row>> RowsAsync(AppDbContext db, Guid programmeId, CancellationToken ct) =>
        await db.Shortlists.AsNoTracking()
            .Where(l => l.ProgrammeId == programmeId && l.PublishedAt != null && db.Citizens.Any(c => c.Id == l.CitizenId && c.ErasedAt == null))
            .SelectMany(l => l.Suggestions
                .Where(s => s.Features != null && s.FeatureHash == FeatureSchema.Hash && db.Volunteers.Any(v => v.Id == s.VolunteerId && v.ErasedAt == null))
                .Select(s => new Row(s.Id, l.Id, l.CitizenId, s.VolunteerId, s.State, s.ShownPlace, s.Features!, l.State, l.PublishedAt, l.AnsweredAt)))
            .ToListAsync(ct);

    private static async Task<List<UsedMatch>> MatchesAsync(AppDbContext db, Guid programmeId, CancellationToken ct)
    {
        var declined = await MovesAsync(db, programmeId, nameof(Match), nameof(MatchState.Declined), ct);
        var held = await db.Meetings
            .Where(m => m.ProgrammeId == programmeId && m.Kind == MeetingKind.First && m.State == MeetingState.Held && m.MatchId != null && m.StartsAt != null)
            .GroupBy(m => m.MatchId!.Value).Select(g => new { g.Key, At = g.Min(m => m.StartsAt!.Value) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        var answers = (await db.CheckIns.AsNoTracking()
            .Where(c => c.ProgrammeId == programmeId && c.Kind != CheckInKind.Exit && c.Answer != null && c.AnsweredAt != null)
            .Select(c => new Said(c.MatchId, c.Side, c.AnsweredAt!.Value, c.Answer!.Value)).ToListAsync(ct)).ToLookup(c => c.MatchId);
        var matches = await db.Matches.AsNoTracking().Where(m => m.ProgrammeId == programmeId)
            .Select(m => new { m.Id, m.ShortlistId, m.VolunteerId, m.State, m.RequestedAt, m.StartedAt, m.ClosingAt, m.EndedAt }).ToListAsync(ct);
        return matches.ConvertAll(m =>
        {
            DateTimeOffset? met = m.StartedAt ?? (held.TryGetValue(m.Id, out var at) ? at : null);
            return new UsedMatch(m.ShortlistId, m.VolunteerId, m.State, m.RequestedAt, new MatchOutcome
            {
                State = m.State,
                MetAt = met,
                StoppedAt = m.ClosingAt ?? m.EndedAt ?? (declined.TryGetValue(m.Id, out var no) ? no : null),
                CitizenAnswer = LastSaid(answers[m.Id], Side.Citizen, met),
                VolunteerAnswer = LastSaid(answers[m.Id], Side.Volunteer, met),
            });
        });
    }

    private static int? LastSaid(IEnumerable<Said> answers, Side side, DateTimeOffset? met) =>
        answers.Where(a => a.Side == side && a.At <= met?.AddMonths(6)).OrderBy(a => a.At).LastOrDefault()?.Answer;

    /// <summary>When things last came into a state.</summary>
    private static async Task<Dictionary<Guid, DateTimeOffset>> MovesAsync(AppDbContext db, Guid programmeId, string entity, string to, CancellationToken ct) =>
        await db.StateChanges.Where(c => c.ProgrammeId == programmeId && c.Entity == entity && c.To == to)
            .GroupBy(c => c.EntityId).Select(g => new { g.Key, At = g.Max(c => c.At) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);

    private sealed record Row(
        Guid Id, Guid ListId, Guid CitizenId, Guid VolunteerId, SuggestionState State, int? ShownPlace, float[] Features,
        ShortlistState ListState, DateTimeOffset? PublishedAt, DateTimeOffset? AnsweredAt);

    private sealed record UsedMatch(Guid ShortlistId, Guid VolunteerId, MatchState State, DateTimeOffset RequestedAt, MatchOutcome Outcome);

    private sealed record Said(Guid MatchId, Side Side, DateTimeOffset At, int Answer);
}
