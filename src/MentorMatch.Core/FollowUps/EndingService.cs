using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.FollowUps;

/// <summary>A match that begins to end.</summary>
public sealed record CloseMatch
{
    public required Guid MatchId { get; init; }

    public required EndReason? Reason { get; init; }

    public string? Why { get; init; }
}

/// <summary>The last conversation was held.</summary>
public sealed record EndMatch
{
    public required Guid MatchId { get; init; }

    public required string? LastTalk { get; init; }

    /// <summary>The citizen waits for another mentor instead of being done.</summary>
    public required bool FindAnother { get; init; }
}

/// <summary>Holds, resumes, closes and ends matches. None of it blames anybody.</summary>
public sealed class EndingService(
    IDbContextFactory<AppDbContext> contexts, FollowUpEmails emails, IStringLocalizer<FollowUpsTexts> texts, TimeProvider clock)
{
    public const int WhyLength = 1000;

    /// <summary>Whether a citizen is looking for another mentor after an end for this reason, unless the coordinator says otherwise.</summary>
    public static bool LooksForAnother(EndReason? reason) => reason is EndReason.ChangeOfMentor or EndReason.VolunteerStops;

    public Task<Result> HoldAsync(Actor actor, Guid matchId, string? reason, CancellationToken ct = default) =>
        ChangeAsync(actor, matchId, (_, match, now) => Task.FromResult(
            reason?.Length > WhyLength ? FollowUpErrors.Wrong("TooLong", "Reason", WhyLength) : match.Hold(actor, now, reason)), ct);

    public Task<Result> ResumeAsync(Actor actor, Guid matchId, CancellationToken ct = default) =>
        ChangeAsync(actor, matchId, (_, match, now) => Task.FromResult(match.Resume(actor, now)), ct);

    /// <summary>The reason is written down, both are asked how it was, and the coordinator holds a last conversation.</summary>
    public Task<Result> CloseAsync(Actor actor, CloseMatch close, CancellationToken ct = default) =>
        ChangeAsync(actor, close.MatchId, async (db, match, now) =>
        {
            if (close.Reason is not { } reason || !Enum.IsDefined(reason)) return FollowUpErrors.Wrong("ReasonMissing", nameof(close.Reason));
            if (close.Why?.Length > WhyLength) return FollowUpErrors.Wrong("TooLong", nameof(close.Why), WhyLength);
            if (CprNumber.IsIn(close.Why ?? "")) return FollowUpErrors.Wrong("CprInText", nameof(close.Why));
            var asks = match.StartedAt is not null;
            var closed = match.Close(actor, now, reason, close.Why);
            if (!closed.Succeeded) return closed;
            await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.ClosingTalk, match, now, ct), ct);
            await Work.DoneAsync(db, Work.Key(WorkKind.BookFirstMeeting, match.Id), actor, now, ct);
            await Work.DoneAsync(db, Work.Key(WorkKind.RecordAgreement, match.Id), actor, now, ct);
            // Who never began has nothing to look back on.
            if (asks && await DoesAsync(db, match, FollowUpKinds.ClosingQuestions, ct)) await AskBothAsync(db, match, now, ct);
            return Result.Success;
        }, ct);

    /// <summary>The last conversation was held: the volunteer's place is free, and the citizen is done or waits for another mentor.</summary>
    public async Task<Result> EndAsync(Actor actor, EndMatch end, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var talk = end.LastTalk?.Trim() ?? "";
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var match = await db.Matches.FirstOrDefaultAsync(m => m.Id == end.MatchId, ct);
        if (Refuse(actor, match) is { } refusal) return refusal;
        if (match!.State == MatchState.Ended) return Result.Success;
        if (talk.Length == 0) return FollowUpErrors.Wrong("LastTalkMissing", nameof(end.LastTalk));
        if (talk.Length > WhyLength) return FollowUpErrors.Wrong("TooLong", nameof(end.LastTalk), WhyLength);
        if (CprNumber.IsIn(talk)) return FollowUpErrors.Wrong("CprInText", nameof(end.LastTalk));
        var ended = match.End(actor, now, talk);
        if (!ended.Succeeded) return ended;
        var moved = await MoveCitizenAsync(db, match, end.FindAnother, actor, now, ct);
        if (!moved.Succeeded) return moved;
        // Saved before the place is freed: of two at once the second stops here, and frees nothing.
        if (await Saving.TryAsync(db, FollowUpErrors.MovedOn, ct) is { } lost) return lost;
        await VolunteerPlaces.FreeAsync(db, match.VolunteerId, now, ct);
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    private async Task<Result> MoveCitizenAsync(AppDbContext db, Match match, bool findAnother, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var item in await db.WorkItems.Where(w => w.MatchId == match.Id && w.DoneAt == null).ToListAsync(ct)) (item.DoneAt, item.DoneBy) = (now, actor.Name);
        var people = await MatchPeople.LoadAsync(db, match, ct);
        var thanks = await DoesAsync(db, match, FollowUpKinds.Thanks, ct);
        // That the service looks for another mentor is no thanks: the citizen is always told.
        foreach (var side in Enum.GetValues<Side>().Where(side => thanks || (findAnother && side == Side.Citizen))) emails.Ended(db, people, match, side, findAnother, now);
        var citizen = await db.Citizens.FirstAsync(c => c.Id == match.CitizenId, ct);
        if (citizen.State != CitizenState.Matched) return Result.Success;
        string why = texts[findAnother ? "Why.AnotherMentor" : "Why.MatchEnded"];
        if (!findAnother) return citizen.Complete(actor, now, why);
        // The old cards are over; new ones can be made.
        foreach (var list in await db.Shortlists.Where(s => s.CitizenId == citizen.Id && s.State == ShortlistState.Chosen).ToListAsync(ct)) list.Expire(actor, now, why);
        await Work.AddAsync(db, new WorkItem
        {
            ProgrammeId = citizen.ProgrammeId,
            Kind = WorkKind.WishesReady,
            Key = Work.Key(WorkKind.WishesReady, citizen.Id),
            About = citizen.FullName,
            Path = $"/coordinator/citizens/{citizen.Id}",
            CitizenId = citizen.Id,
            Since = now,
        }, ct);
        return citizen.WaitForSuggestions(actor, now, why);
    }

    private async Task AskBothAsync(AppDbContext db, Match match, DateTimeOffset now, CancellationToken ct)
    {
        var people = await MatchPeople.LoadAsync(db, match, ct);
        foreach (var side in Enum.GetValues<Side>())
        {
            var asked = CheckIn.Ask(match, side, new PlannedQuestion(CheckInKind.Exit, 1, now), now);
            db.CheckIns.Add(asked);
            emails.CheckIn(db, people, asked, now);
        }
    }

    private static async Task<bool> DoesAsync(AppDbContext db, Match match, FollowUpKind kind, CancellationToken ct) =>
        (await db.Programmes.Where(p => p.Id == match.ProgrammeId).Select(p => p.Settings).FirstAsync(ct)).Does(kind);

    private static Error? Refuse(Actor actor, Match? match) => match is null
        ? AccessErrors.NotFound
        : AccessRules.Refuse(actor, Resource.Matches, Deed.Write, Subject.Programme(match.ProgrammeId));

    private async Task<Result> ChangeAsync(Actor actor, Guid matchId, Func<AppDbContext, Match, DateTimeOffset, Task<Result>> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.FirstOrDefaultAsync(m => m.Id == matchId, ct);
        if (Refuse(actor, match) is { } refusal) return refusal;
        var changed = await change(db, match!, clock.GetUtcNow());
        if (!changed.Succeeded) return changed;
        return await Saving.TryAsync(db, FollowUpErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }
}
