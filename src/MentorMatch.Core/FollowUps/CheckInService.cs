using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>How it goes, from one side of a match.</summary>
public sealed record AnswerCheckIn
{
    public required Guid CheckInId { get; init; }

    /// <summary>1 (not good at all) to 5 (very good).</summary>
    public required int? Answer { get; init; }

    public string? Comment { get; init; }
}

/// <summary>A question as the one who is asked sees it.</summary>
public sealed record OwnCheckIn(CheckIn CheckIn, string OtherFirstName, bool Open);

/// <summary>Takes answers, and puts bad news and different views on the coordinator's list.</summary>
public sealed class CheckInService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public const int CommentLength = 1000;

    /// <summary>From this difference between the two sides' latest pulse the coordinator is told.</summary>
    public const int Gap = 2;

    private const int BadNewsAtMost = 2;

    private static readonly MatchState[] Open = [MatchState.Started, MatchState.OnHold, MatchState.Closing];

    public async Task<Result<OwnCheckIn>> OwnAsync(Actor actor, Guid checkInId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await LoadAsync(db, checkInId, ct) is not var (asked, match) || !IsOwn(actor, asked, match, Deed.Read)) return AccessErrors.NotFound;
        var people = await MatchPeople.LoadAsync(db, match, ct);
        return new OwnCheckIn(asked, asked.Side == Side.Citizen ? people.Volunteer.FirstName : people.Citizen.FirstName, CanAnswer(asked, match));
    }

    /// <summary>
    /// A later answer takes the place of the earlier one. A coordinator writes down what was answered by phone or at the desk;
    /// the answer then carries their name. What somebody answered themselves no coordinator writes over.
    /// </summary>
    public async Task<Result> AnswerAsync(Actor actor, AnswerCheckIn answer, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await LoadAsync(db, answer.CheckInId, ct) is not var (asked, match)) return AccessErrors.NotFound;
        var own = IsOwn(actor, asked, match, Deed.Write);
        if (!own && !AccessRules.Allows(actor, Resource.SurveyAnswers, Deed.Write, Subject.Programme(match.ProgrammeId))) return AccessErrors.NotFound;
        if (!CanAnswer(asked, match)) return FollowUpErrors.NotPossibleNow;
        if (!own && !asked.CanBeWrittenDown) return FollowUpErrors.MovedOn;
        if (answer.Comment?.Length > CommentLength) return FollowUpErrors.Wrong("TooLong", nameof(answer.Comment), CommentLength);
        if (CprNumber.IsIn(answer.Comment ?? "")) return FollowUpErrors.Wrong("CprInText", nameof(answer.Comment));
        var given = asked.Give(answer.Answer ?? 0, answer.Comment, now, own ? null : actor.Name);
        if (!given.Succeeded) return given;
        if (asked.Side == Side.Citizen) await Work.DoneAsync(db, Work.Key(WorkKind.CallCitizen, match.Id), actor, now, ct);

        if (asked.Answer <= BadNewsAtMost) await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.BadNews, match, now, ct, Urgency.Today), ct);
        if (asked.Kind == CheckInKind.Pulse && await OtherPulseAsync(db, asked, ct) is { } other && Math.Abs(other - asked.Answer!.Value) >= Gap)
        {
            await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.PulseGap, match, now, ct), ct);
        }

        return await Saving.TryAsync(db, FollowUpErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }

    /// <summary>After the end only the questions about the end are open.</summary>
    public static bool CanAnswer(CheckIn asked, Match match) =>
        Open.Contains(match.State) || (asked.Kind == CheckInKind.Exit && match.State == MatchState.Ended);

    /// <summary>The other side's latest answered pulse, if it is not of long ago compared with this one.</summary>
    private static async Task<int?> OtherPulseAsync(AppDbContext db, CheckIn asked, CancellationToken ct)
    {
        var other = asked.Side == Side.Citizen ? Side.Volunteer : Side.Citizen;
        return await db.CheckIns.Where(c => c.MatchId == asked.MatchId && c.Side == other && c.Kind == CheckInKind.Pulse && c.Answer != null)
            .OrderByDescending(c => c.Number).Select(c => c.Answer).FirstOrDefaultAsync(ct);
    }

    /// <summary>A question that was put to somebody else is not there.</summary>
    private static bool IsOwn(Actor actor, CheckIn asked, Match match, Deed deed) => asked.Side == Side.Citizen
        ? actor.CitizenIds.Contains(match.CitizenId) && AccessRules.Allows(actor, Resource.SurveyAnswers, deed, Subject.Citizen(match.ProgrammeId, match.CitizenId))
        : actor.VolunteerIds.Contains(match.VolunteerId) && AccessRules.Allows(actor, Resource.SurveyAnswers, deed, Subject.Volunteer(match.ProgrammeId, match.VolunteerId));

    private static async Task<(CheckIn Asked, Match Match)?> LoadAsync(AppDbContext db, Guid id, CancellationToken ct) =>
        await db.CheckIns.FirstOrDefaultAsync(c => c.Id == id, ct) is { } asked
            ? (asked, await db.Matches.AsNoTracking().FirstAsync(m => m.Id == asked.MatchId, ct))
            : null;
}
