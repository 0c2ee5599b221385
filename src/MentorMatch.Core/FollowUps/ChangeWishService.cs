using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>A citizen wants another mentor. Nothing happens to the match before the coordinator has talked with the citizen.</summary>
public sealed class ChangeWishService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <param name="actor">The citizen.</param>
    /// <param name="matchId">The match.</param>
    /// <param name="messageId">Made with the form, so that sending it twice is one message.</param>
    /// <param name="text">What the citizen wants to say; need not be anything.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result> AskAsync(Actor actor, Guid matchId, Guid messageId, string? text, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.Id == matchId, ct);
        if (match is null || !AccessRules.Allows(actor, Resource.Matches, Deed.Write, Subject.Citizen(match.ProgrammeId, match.CitizenId))) return AccessErrors.NotFound;
        if (!Match.Mutual.Contains(match.State)) return FollowUpErrors.NotPossibleNow;
        var typed = text?.Trim() ?? "";
        if (typed.Length > CitizenMessage.MaxLength) return FollowUpErrors.Wrong("TooLong", "Text", CitizenMessage.MaxLength);
        if (CprNumber.IsIn(typed)) return FollowUpErrors.Wrong("CprInText", "Text");
        if (typed.Length > 0 && !await db.CitizenMessages.AnyAsync(m => m.Id == messageId, ct))
        {
            db.CitizenMessages.Add(new CitizenMessage { Id = messageId, CitizenId = match.CitizenId, ProgrammeId = match.ProgrammeId, Text = typed, SentAt = now });
        }

        await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.ChangeWanted, match, now, ct, Urgency.Today), ct);
        return await Saving.TryAsync(db, FollowUpErrors.MovedOn, ct) is { } lost ? lost : Result.Success;
    }
}
