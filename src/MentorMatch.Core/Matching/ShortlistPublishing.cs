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

/// <summary>Gives the approved cards to the citizen.</summary>
public sealed class ShortlistPublishing(
    IDbContextFactory<AppDbContext> contexts, CandidateSource candidates, MatchEmails emails, IStringLocalizer<MatchingTexts> texts, TimeProvider clock)
{
    /// <summary>A choice is between two at least; one alone only when the coordinator says that there is no other.</summary>
    public const int Fewest = 2;
    public const int Most = 5;

    /// <summary>What on the coordinator's list is done once there are cards again.</summary>
    internal static readonly WorkKind[] Answered =
    [
        WorkKind.WishesReady, WorkKind.NoneFits, WorkKind.HelpToChoose, WorkKind.ShortlistRanOut, WorkKind.VolunteerDeclined, WorkKind.VolunteerSilent,
        WorkKind.NobodyFits,
    ];

    /// <summary>How many cards a citizen of the programme may get at most.</summary>
    public static int MostOf(ProgrammeSettings settings) => Math.Clamp(settings.ShortlistSize, Fewest, Most);

    /// <param name="actor">Who shows them.</param>
    /// <param name="shortlistId">The draft.</param>
    /// <param name="onlyOneFits">The coordinator has confirmed that one card is all there is.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Result> PublishAsync(Actor actor, Guid shortlistId, bool onlyOneFits = false, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shortlist = await db.Shortlists.Include(s => s.Suggestions).FirstOrDefaultAsync(s => s.Id == shortlistId, ct);
        if (shortlist is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(shortlist.ProgrammeId)) is { } refusal) return refusal;
        if (shortlist.State != ShortlistState.Draft) return await Saving.ChangedByOtherAsync(contexts, actor, [shortlist.Id], ct);

        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == shortlist.ProgrammeId, ct);
        var citizen = await db.Citizens.FirstAsync(c => c.Id == shortlist.CitizenId, ct);
        var approved = shortlist.Suggestions.Where(s => s.State == SuggestionState.Approved).OrderBy(s => s.Place).ToList();
        if (TooFew(approved.Count, onlyOneFits) is { } tooFew) return tooFew;
        if (approved.Count > MostOf(programme.Settings)) return MatchErrors.TooManyApproved(MostOf(programme.Settings));
        var now = clock.GetUtcNow();
        var unfit = await UnfitAsync(db, programme, citizen, approved, now, ct);
        if (unfit.Count > 0) return Result.From(unfit);

        var published = Publish(shortlist, citizen, approved, actor, now, programme.Settings.ShortlistOpenDays);
        if (!published.Succeeded) return published;
        citizen.StillLookingAt = null;
        foreach (var kind in Answered) await Work.DoneAsync(db, Work.Key(kind, citizen.Id), actor, now, ct);
        emails.SuggestionsReady(db, citizen, shortlist, approved.Count, now);
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is null
            ? Result.Success
            : await Saving.ChangedByOtherAsync(contexts, actor, [shortlist.Id, .. approved.Select(s => s.Id)], ct);
    }

    private static Error? TooFew(int approved, bool onlyOneFits) => approved switch
    {
        1 when onlyOneFits => null,
        1 => MatchErrors.OneNotConfirmed,
        < Fewest => MatchErrors.TooFewApproved(Fewest),
        _ => null,
    };

    private Result Publish(
        Shortlist shortlist, Citizen citizen, List<Suggestion> approved, Actor actor, DateTimeOffset now, int openDays)
    {
        var errors = new List<Error>(shortlist.Publish(actor, now, openDays, approved.Count == 1 ? texts["Why.OnlyOneFits"].Value : null).Errors);
        var places = CardOrder(shortlist.CardOrderSeed, approved.Count);
        for (var i = 0; i < approved.Count; i++) errors.AddRange(approved[i].Show(actor, now, places[i]).Errors);
        errors.AddRange(citizen.StartChoosing(actor, now).Errors);
        return Result.From(errors);
    }

    /// <summary>Places from 1, shuffled by the seed: the same for one citizen at each visit, and without a pattern between citizens.</summary>
    internal static int[] CardOrder(int seed, int cards)
    {
        var places = Enumerable.Range(1, cards).ToArray();
        new Random(seed).Shuffle(places);
        return places;
    }

    /// <summary>Guides, places and wishes may have changed since the draft: the filters are asked once more.</summary>
    private async Task<List<Error>> UnfitAsync(
        AppDbContext db, Programme programme, Citizen citizen, List<Suggestion> approved, DateTimeOffset now, CancellationToken ct)
    {
        var pool = await candidates.LoadOnlyAsync(db, programme, citizen, approved.ConvertAll(s => s.VolunteerId), now, ct);
        var errors = new List<Error>();
        foreach (var suggestion in approved)
        {
            var candidate = pool[suggestion.VolunteerId];
            var exclusion = Filters.Check(pool.Citizen, candidate.Facts);
            if (exclusion is null) continue;
            if (HardRules.Broken(exclusion) || suggestion.OverrideReason is null) errors.Add(MatchErrors.NoLongerFits(candidate.FullName));
        }

        return errors;
    }
}
