using System.Security.Cryptography;
using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
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
        var now = clock.GetUtcNow();
        var pool = await candidates.LoadAsync(db, programme, citizen, now, ct);
        var order = ProgrammeRanking.Order(programme, pool);
        var shadow = ProgrammeRanking.ShadowPlaces(programme, pool);
        var shortlist = new Shortlist
        {
            ProgrammeId = programme.Id,
            CitizenId = citizen.Id,
            CreatedAt = now,
            CardOrderSeed = RandomNumberGenerator.GetInt32(int.MaxValue),
            ModelVersion = order.ModelVersion ?? ProgrammeRanking.NoModel,
            ShadowVersion = shadow.Count == 0 ? null : pool.Models.Shadow?.Version,
        };
        shortlist.Suggestions.AddRange(order.Ranked.Take(programme.Settings.ShortlistSize + Spare).Select(ranked => ProgrammeRanking.Propose(
            shortlist, programme, pool, ranked.Volunteer, ranked, ranked.Place, shadowPlace: shadow.TryGetValue(ranked.Volunteer.Id, out var place) ? place : null)));
        return shortlist;
    }
}
