using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Reports;

/// <summary>A group of numbers that belong together, for every programme.</summary>
/// <param name="Key">Worded in the texts as "Group.…".</param>
/// <param name="Rows">Its numbers.</param>
public sealed record FigureGroup(string Key, IReadOnlyList<FigureRow> Rows);

/// <param name="Key">Worded in the texts as "Figure.…".</param>
/// <param name="Values">One a programme, in their order; null where fewer than five people are behind it.</param>
public sealed record FigureRow(string Key, IReadOnlyList<int?> Values);

public sealed record KeyFigures(IReadOnlyList<LocalText> Programmes, IReadOnlyList<FigureGroup> Groups);

/// <summary>
/// What management sees: sums a programme, never a person. No totals stand beside them, since a total would give away
/// what is hidden.
/// </summary>
public sealed class KeyFigureQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private static readonly VolunteerState[] Preparing =
        [VolunteerState.Applied, VolunteerState.Confirmed, VolunteerState.Interviewed, VolunteerState.InTraining];

    private static readonly MatchState[] Running = [MatchState.Started, MatchState.OnHold, MatchState.Closing];

    public async Task<Result<KeyFigures>> AllAsync(Actor actor, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Reports, Deed.Read, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programmes = await db.Programmes.AsNoTracking().OrderBy(p => p.CreatedAt).ThenBy(p => p.Slug).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        Guid[] ids = [.. programmes.Select(p => p.Id)];
        return new KeyFigures(
            [.. programmes.Select(p => p.Name)],
            [await VolunteersAsync(db, ids, ct), await CitizensAsync(db, ids, ct), await MatchesAsync(db, ids, ct), await MeetingsAsync(db, ids, ct), await WaitingAsync(db, ids, ct)]);
    }

    private static async Task<FigureGroup> VolunteersAsync(AppDbContext db, Guid[] programmes, CancellationToken ct)
    {
        var counts = await db.Volunteers.Where(v => v.ErasedAt == null)
            .GroupBy(v => new { v.ProgrammeId, v.State, Busy = v.Used > 0 }).Select(g => new { g.Key.ProgrammeId, g.Key.State, g.Key.Busy, Count = g.Count() }).ToListAsync(ct);
        return Group("Volunteers", ["Preparing", "ReadyFree", "ReadyBusy", "Paused"], programmes, id =>
        {
            var own = counts.Where(c => c.ProgrammeId == id).ToList();
            return
            [
                own.Where(c => Preparing.Contains(c.State)).Sum(c => c.Count),
                own.Where(c => c is { State: VolunteerState.Ready, Busy: false }).Sum(c => c.Count),
                own.Where(c => c is { State: VolunteerState.Ready, Busy: true }).Sum(c => c.Count),
                own.Where(c => c.State == VolunteerState.Paused).Sum(c => c.Count),
            ];
        });
    }

    private static async Task<FigureGroup> CitizensAsync(AppDbContext db, Guid[] programmes, CancellationToken ct)
    {
        CitizenState[] states = [CitizenState.Invited, CitizenState.WishesDone, CitizenState.Choosing, CitizenState.Matched];
        var counts = await db.Citizens.Where(c => c.ErasedAt == null)
            .GroupBy(c => new { c.ProgrammeId, c.State }).Select(g => new { g.Key.ProgrammeId, g.Key.State, Count = g.Count() }).ToListAsync(ct);
        return Group("Citizens", [.. states.Select(s => $"Citizen.{s}")], programmes, id =>
            [.. states.Select(s => counts.Where(c => c.ProgrammeId == id && c.State == s).Sum(c => c.Count))]);
    }

    private async Task<FigureGroup> MatchesAsync(AppDbContext db, Guid[] programmes, CancellationToken ct)
    {
        var year = clock.GetUtcNow().AddYears(-1);
        var counts = await db.Matches.GroupBy(m => m.ProgrammeId)
            .Select(g => new
            {
                g.Key,
                Running = g.Count(m => Running.Contains(m.State)),
                Started = g.Count(m => m.StartedAt >= year),
                Ended = g.Count(m => m.StartedAt != null && m.EndedAt >= year),
            }).ToDictionaryAsync(g => g.Key, ct);
        return Group("Matches", ["Running", "Started", "Ended"], programmes, id =>
            counts.TryGetValue(id, out var own) ? [own.Running, own.Started, own.Ended] : [0, 0, 0]);
    }

    /// <summary>Meetings are told where at least five pairs are behind them.</summary>
    private async Task<FigureGroup> MeetingsAsync(AppDbContext db, Guid[] programmes, CancellationToken ct)
    {
        var from = clock.GetUtcNow().DanishDate().AddYears(-1);
        var held = await db.LoggedMeetings.Where(l => l.HeldOn >= from).GroupBy(l => l.ProgrammeId)
            .Select(g => new { g.Key, Meetings = g.Count(), Pairs = g.Select(l => l.MatchId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, ct);
        return new FigureGroup("Meetings", [new FigureRow("Held", [.. programmes.Select(id =>
            held.TryGetValue(id, out var own) && own.Pairs >= SmallNumbers.Fewest ? own.Meetings : (int?)null)])]);
    }

    /// <summary>The middle one of those who wait now, in whole days.</summary>
    private async Task<FigureGroup> WaitingAsync(AppDbContext db, Guid[] programmes, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = await db.Citizens
            .Where(c => c.ErasedAt == null && c.WaitingSince != null && (c.State == CitizenState.WishesDone || c.State == CitizenState.Choosing))
            .Select(c => new { c.ProgrammeId, Since = c.WaitingSince!.Value }).ToListAsync(ct);
        var days = since.ToLookup(c => c.ProgrammeId, c => Math.Max(0, (int)(now - c.Since).TotalDays));
        return new FigureGroup("Waiting", [new FigureRow("MedianDays", [.. programmes.Select(id => Median([.. days[id].Order()]))])]);
    }

    private static int? Median(int[] sorted) => sorted.Length < SmallNumbers.Fewest ? null : sorted[sorted.Length / 2];

    private static FigureGroup Group(string key, IReadOnlyList<string> rows, Guid[] programmes, Func<Guid, int[]> counts)
    {
        var columns = programmes.Select(id => SmallNumbers.Protect(counts(id))).ToList();
        return new FigureGroup(key, [.. rows.Select((row, i) => new FigureRow(row, [.. columns.Select(column => column[i])]))]);
    }
}

/// <summary>Texts of reports.</summary>
public sealed class ReportsStaffTexts;
