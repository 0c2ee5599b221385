using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>What the invited answer.</summary>
public sealed class MeetingAnswerService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>Yes, no or maybe to a scheduled meeting. It can be changed until the meeting begins.</summary>
    public Task<Result> AnswerAsync(Actor actor, Guid meetingId, InvitationState? answer, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, (meeting, invitation, now) =>
            answer is not { } given ? MeetingErrors.AnswerMissing
            : meeting.State != MeetingState.Scheduled || meeting.StartsAt <= now ? MeetingErrors.NotPossibleNow
            : invitation.Answer(given, actor, now), ct);

    /// <summary>The times that suit, while they are asked for; none of them counts as a no.</summary>
    public Task<Result> AnswerPollAsync(Actor actor, Guid meetingId, IReadOnlyCollection<Guid> optionIds, CancellationToken ct = default) =>
        ChangeAsync(actor, meetingId, (meeting, invitation, now) =>
        {
            if (meeting.State != MeetingState.Polling) return MeetingErrors.NotPossibleNow;
            invitation.OptionIds = [.. meeting.Options.Select(o => o.Id).Where(optionIds.Contains)];
            return invitation.Answer(invitation.OptionIds.Count > 0 ? InvitationState.Maybe : InvitationState.No, actor, now);
        }, ct);

    /// <summary>Somebody who is not invited learns nothing: to them the meeting is not there.</summary>
    private async Task<Result> ChangeAsync(
        Actor actor, Guid meetingId, Func<Meeting, Invitation, DateTimeOffset, Result> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var meeting = await db.Meetings.Include(m => m.Invitations).Include(m => m.Options).FirstOrDefaultAsync(m => m.Id == meetingId, ct);
        if (meeting is null || MeetingQueries.OwnOf(actor, meeting, Deed.Write) is not { } invitation) return AccessErrors.NotFound;
        var changed = change(meeting, invitation, clock.GetUtcNow());
        if (!changed.Succeeded) return changed;
        return await Saving.TryAsync(db, MeetingErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }
}
