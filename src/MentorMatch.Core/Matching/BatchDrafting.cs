using System.Diagnostics;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using MentorMatch.Ranking.Allocation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace MentorMatch.Core.Matching;

/// <summary>
/// Does the batches that were asked for. An advisory lock that dies with its connection makes one worker of several; a
/// batch whose worker died is begun again for the citizens it had not reached.
/// </summary>
public sealed class BatchDrafting(
    IDbContextFactory<AppDbContext> contexts, CandidateSource candidates, ShortlistDrafts drafts, ILogger<BatchDrafting> log, TimeProvider clock)
{
    /// <summary>Of each citizen's candidates, best first, so many are kept in memory for sharing out.</summary>
    private const int Kept = 400;

    /// <summary>Progress is written at most so often.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    /// <returns>Whether there was one that nobody else is doing.</returns>
    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await using var holder = await contexts.CreateDbContextAsync(ct);
        var open = await holder.ShortlistBatches.AsNoTracking().Where(b => b.State != BatchState.Done && b.State != BatchState.Failed)
            .OrderBy(b => b.StartedAt).ToListAsync(ct);
        foreach (var batch in open)
        {
            await using var held = await holder.Database.BeginTransactionAsync(ct);
            var free = await holder.Database
                .SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock(hashtextextended('batch:' || {batch.Id}, 0)) AS "Value" """).ToListAsync(ct);
            // Another worker may have ended it between the question and the lock.
            if (!free.Single() || !await holder.ShortlistBatches.AnyAsync(b => b.Id == batch.Id && b.State != BatchState.Done && b.State != BatchState.Failed, ct)) continue;
            await RunAsync(batch, ct);
            return true;
        }

        return false;
    }

    private async Task RunAsync(ShortlistBatch batch, CancellationToken ct)
    {
        try
        {
            await DraftAsync(batch, ct);
            await SetAsync(batch.Id, BatchState.Done, null, CancellationToken.None);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogError(fault, "Drafting for everybody who waits failed; batch {Batch}", batch.Id);
            await SetAsync(batch.Id, BatchState.Failed, null, CancellationToken.None);
        }
    }

    private async Task DraftAsync(ShortlistBatch batch, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == batch.ProgrammeId, ct);
        var before = await db.BatchedCitizens.CountAsync(c => c.BatchId == batch.Id, ct);
        var citizens = await Waiting(db, batch).AsNoTracking().OrderBy(c => c.WaitingSince).ThenBy(c => c.Id).ToListAsync(ct);
        await db.ShortlistBatches.Where(b => b.Id == batch.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.Total, before + citizens.Count), ct);
        var pools = await candidates.LoadForAsync(db, programme, citizens, clock.GetUtcNow(), ct);
        var orders = await RankAsync(batch.Id, programme, pools, ct);
        await SetAsync(batch.Id, BatchState.SharingOut, 0, ct);
        var cards = ShareOut(programme, orders, pools);
        var progress = new Progress(this, batch.Id, BatchState.Saving);
        for (var i = 0; i < citizens.Count; i++)
        {
            await progress.AtAsync(before + i, ct);
            await SaveAsync(batch, programme, citizens[i].Id, pools[i], orders[i], cards[i], ct);
        }
    }

    /// <summary>Those without a list of any kind but that of a match that is over, and not seen to by this batch before.</summary>
    internal static IQueryable<Citizen> Waiting(AppDbContext db, ShortlistBatch batch) => db.Citizens
        .Where(c => c.ProgrammeId == batch.ProgrammeId && c.State == CitizenState.WishesDone && c.ErasedAt == null
            && !db.Shortlists.Any(s => s.CitizenId == c.Id && (s.State == ShortlistState.Draft || s.State == ShortlistState.Published || s.State == ShortlistState.HelpAsked))
            && !db.BatchedCitizens.Any(b => b.BatchId == batch.Id && b.CitizenId == c.Id));

    private async Task<List<CitizenOrder>> RankAsync(Guid batchId, Programme programme, IReadOnlyList<CandidatePool> pools, CancellationToken ct)
    {
        var progress = new Progress(this, batchId, BatchState.Ranking);
        List<CitizenOrder> orders = [];
        foreach (var pool in pools)
        {
            await progress.AtAsync(orders.Count, ct);
            var list = ProgrammeRanking.Order(programme, pool);
            var hint = list.Ranked.Count < ShortlistPublishing.Fewest ? list.MostInTheWay() : null;
            // With the ranker off everybody is worth the same, and sharing out goes by who has been shown.
            orders.Add(new([.. list.Ranked.Take(Kept).Select(r => r.Volunteer.Id)], [.. list.Ranked.Take(Kept).Select(r => r.Score ?? 0)], hint));
        }

        return orders;
    }

    private static List<IReadOnlyList<ChosenCard>> ShareOut(Programme programme, List<CitizenOrder> orders, IReadOnlyList<CandidatePool> pools)
    {
        var places = new Dictionary<Guid, int>();
        var mentors = new List<(Guid Id, PlannedMentor Planned)>();
        for (var i = 0; i < orders.Count; i++)
        {
            foreach (var id in orders[i].Volunteers)
            {
                if (!places.TryAdd(id, mentors.Count)) continue;
                var facts = pools[i][id].Facts;
                mentors.Add((id, new PlannedMentor(facts.TimesShown, facts.FinishedMatches == 0 && facts.Used == 0)));
            }
        }

        var waiting = orders.Select((order, i) => new WaitingCitizen(
            pools[i].Citizen.WaitingDays, [.. order.Volunteers.Select((id, n) => new Ranking.Allocation.Candidate(places[id], order.Scores[n]))])).ToList();
        var plan = BatchPlanner.Draft(waiting, mentors.ConvertAll(m => m.Planned), new() { Cards = ShortlistPublishing.MostOf(programme.Settings) });
        return [.. plan.Cards.Select(cards => (IReadOnlyList<ChosenCard>)[.. cards.Select(card => new ChosenCard(mentors[card.Mentor].Id, card.IsForExposure))])];
    }

    private async Task SaveAsync(
        ShortlistBatch batch, Programme programme, Guid citizenId, CandidatePool pool, CitizenOrder order, IReadOnlyList<ChosenCard> cards, CancellationToken ct)
    {
        var spare = order.Volunteers.Except(cards.Select(c => c.VolunteerId)).Take(ShortlistDrafts.Spare).Select(id => new ChosenCard(id, IsForExposure: false));
        var list = cards.Count == 0 ? null : ShortlistDrafts.ListOf(programme, pool, [.. cards, .. spare], order.Volunteers, clock.GetUtcNow());
        var outcome = cards.Count == 0 ? BatchOutcome.NobodyFits : BatchOutcome.Drafted;
        var row = Row(batch.Id, citizenId, outcome, list?.Id, order.Easing);
        if (await drafts.SaveFromBatchAsync(batch, citizenId, list, row, ct)) return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Add(Row(batch.Id, citizenId, BatchOutcome.MovedOn, null, null));
        await db.SaveChangesAsync(ct);
    }

    private static BatchedCitizen Row(Guid batchId, Guid citizenId, BatchOutcome outcome, Guid? shortlistId, EasingHint? easing) => new()
    {
        BatchId = batchId,
        CitizenId = citizenId,
        ShortlistId = shortlistId,
        Outcome = outcome,
        Easing = easing?.Rule,
        EasingBrings = easing?.Candidates ?? 0,
    };

    private async Task SetAsync(Guid batchId, BatchState state, int? reached, CancellationToken ct)
    {
        DateTimeOffset? ended = ShortlistBatch.IsOpen(state) ? null : clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.ShortlistBatches.Where(b => b.Id == batchId).ExecuteUpdateAsync(
            set => set.SetProperty(b => b.State, state).SetProperty(b => b.Reached, b => reached ?? b.Total).SetProperty(b => b.EndedAt, ended), ct);
    }

    /// <param name="Volunteers">Best first.</param>
    /// <param name="Scores">One a volunteer.</param>
    /// <param name="Easing">Where fewer fit than a choice needs.</param>
    private sealed record CitizenOrder(Guid[] Volunteers, double[] Scores, EasingHint? Easing);

    private sealed class Progress(BatchDrafting drafting, Guid batchId, BatchState state)
    {
        private long? written;

        public async Task AtAsync(int reached, CancellationToken ct)
        {
            if (written is { } last && Stopwatch.GetElapsedTime(last) < Often) return;
            written = Stopwatch.GetTimestamp();
            await drafting.SetAsync(batchId, state, reached, ct);
        }
    }
}

/// <summary>A volunteer whom sharing out put on a citizen's list.</summary>
internal sealed record ChosenCard(Guid VolunteerId, bool IsForExposure);
