using System.Diagnostics;
using System.Security.Cryptography;
using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Matching;

/// <summary>Makes the draft of a shortlist for a citizen who waits: the ranker proposes, nobody but staff sees it.</summary>
public sealed class ShortlistDrafts(
    IDbContextFactory<AppDbContext> contexts, CandidateSource candidates, IStringLocalizer<MatchingTexts> texts, TimeProvider clock)
{
    /// <summary>Proposals beyond the size of a shortlist, so that a coordinator who removes one need not search.</summary>
    public const int Spare = 5;

    /// <summary>A new draft, in the place of an older one that was never published. Gives the id of the shortlist.</summary>
    public async Task<Result<Guid>> DraftAsync(Actor actor, Guid citizenId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var citizen = await db.Citizens.FirstOrDefaultAsync(c => c.Id == citizenId, ct);
        if (citizen is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(citizen.ProgrammeId)) is { } refusal) return refusal;
        if (citizen.State == CitizenState.Invited) return MatchErrors.WishesMissing;
        if (citizen.State != CitizenState.WishesDone) return MatchErrors.NotPossibleNow;

        if (await CloseOldAsync(db, citizen.Id, actor, ct) is { } open) return open;
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == citizen.ProgrammeId, ct);
        var shortlist = await ProposeAsync(db, programme, citizen, ct);
        db.Shortlists.Add(shortlist);
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is { } conflict ? conflict : shortlist.Id;
    }

    /// <summary>Takes cards back that a citizen has not answered, or asked for help with, so that new ones can be drafted.</summary>
    public async Task<Result<Guid>> StartOverAsync(Actor actor, Guid citizenId, string reason, CancellationToken ct = default)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var citizen = await db.Citizens.FirstOrDefaultAsync(c => c.Id == citizenId, ct);
            if (citizen is null) return AccessErrors.NotFound;
            if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(citizen.ProgrammeId)) is { } refusal) return refusal;
            if (string.IsNullOrWhiteSpace(reason)) return MatchErrors.ReasonMissing;
            var shortlist = await db.Shortlists.FirstOrDefaultAsync(
                s => s.CitizenId == citizenId && (s.State == ShortlistState.Published || s.State == ShortlistState.HelpAsked), ct);
            if (shortlist is null) return MatchErrors.ShortlistMovedOn;

            var now = clock.GetUtcNow();
            var back = Result.From([.. shortlist.Expire(actor, now, reason).Errors, .. citizen.WaitForSuggestions(actor, now, reason).Errors]);
            if (!back.Succeeded) return back;
            await Work.DoneAsync(db, Work.Key(WorkKind.HelpToChoose, citizenId), actor, now, ct);
            if (await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is { } conflict) return conflict;
        }

        return await DraftAsync(actor, citizenId, ct);
    }

    /// <summary>What a batch has to say of one citizen. False, and nothing saved, where a person was quicker or the citizen waits no longer.</summary>
    internal async Task<bool> SaveFromBatchAsync(ShortlistBatch batch, Guid citizenId, Shortlist? shortlist, BatchedCitizen row, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await BatchDrafting.Waiting(db, batch).AnyAsync(c => c.Id == citizenId, ct)) return false;
        if (shortlist is not null)
        {
            if (await CloseOldAsync(db, citizenId, Actor.System(batch.StartedBy), ct) is not null) return false;
            db.Shortlists.Add(shortlist);
        }

        db.BatchedCitizens.Add(row);
        if (await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is not null) return false;
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>A list of these volunteers in this order, with the exact reasons of each.</summary>
    /// <param name="programme">Whose ranking it is.</param>
    /// <param name="pool">The citizen with all candidates.</param>
    /// <param name="cards">Who is put forward, first first.</param>
    /// <param name="order">The whole order of the ranker, for the place that each has in it.</param>
    /// <param name="now">When it was made.</param>
    /// <param name="eligible">Whom the filters let through, where that is known already.</param>
    internal static Shortlist ListOf(
        Programme programme, CandidatePool pool, IReadOnlyList<ChosenCard> cards, IReadOnlyList<Guid> order, DateTimeOffset now,
        IReadOnlyList<VolunteerFacts>? eligible = null)
    {
        var ranked = ProgrammeRanking.Order(programme, pool.Only(cards.Select(c => c.VolunteerId)));
        var known = ranked.Ranked.ToDictionary(r => r.Volunteer.Id);
        var places = order.Select((id, i) => (id, Place: i + 1)).ToDictionary(p => p.id, p => p.Place);
        var shadow = ProgrammeRanking.ShadowPlaces(programme, pool, cards.Select(c => c.VolunteerId).ToHashSet(), eligible);
        var shortlist = new Shortlist
        {
            ProgrammeId = programme.Id,
            CitizenId = pool.Citizen.Id,
            CreatedAt = now,
            CardOrderSeed = RandomNumberGenerator.GetInt32(int.MaxValue),
            ModelVersion = ranked.ModelVersion ?? ProgrammeRanking.NoModel,
            ShadowVersion = shadow.Count == 0 ? null : pool.Models.Shadow?.Version,
        };
        shortlist.Suggestions.AddRange(cards.Select((card, i) => ProgrammeRanking.Propose(
            shortlist, programme, pool, known[card.VolunteerId].Volunteer, known[card.VolunteerId], i + 1,
            rankerPlace: places[card.VolunteerId], shadowPlace: shadow.TryGetValue(card.VolunteerId, out var place) ? place : null, forExposure: card.IsForExposure)));
        return shortlist;
    }

    /// <summary>A draft gives way, and so does the list of a match that is over. Cards that are open, or a request that runs, stand.</summary>
    private async Task<Error?> CloseOldAsync(AppDbContext db, Guid citizenId, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = await db.Shortlists
            .Where(s => s.CitizenId == citizenId && s.State != ShortlistState.Expired && s.State != ShortlistState.NoneFits)
            .ToListAsync(ct);
        foreach (var old in open)
        {
            var live = old.State == ShortlistState.Chosen
                && await db.Matches.AnyAsync(m => m.CitizenId == citizenId && Match.Live.Contains(m.State), ct);
            if (live || old.State is ShortlistState.Published or ShortlistState.HelpAsked) return MatchErrors.ShortlistMovedOn;
            old.Expire(actor, now, texts["Why.DraftedAgain"]);
        }

        // Out of the one open place of the citizen before the new one goes in.
        return open.Count == 0 ? null : await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct);
    }

    private async Task<Shortlist> ProposeAsync(AppDbContext db, Programme programme, Citizen citizen, CancellationToken ct)
    {
        var (now, since) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        var pool = await candidates.LoadAsync(db, programme, citizen, now, ct);
        var ranked = ProgrammeRanking.Order(programme, pool).Ranked;
        var order = ranked.Take(programme.Settings.ShortlistSize + Spare).Select(r => r.Volunteer.Id).ToList();
        var shortlist = ListOf(programme, pool, order.ConvertAll(id => new ChosenCard(id, IsForExposure: false)), order, now, [.. ranked.Select(r => r.Volunteer)]);
        Figures.SuggestionDuration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
        return shortlist;
    }
}
