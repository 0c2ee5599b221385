using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>
/// Nobody fits a citizen at the moment: the citizen is told so, with the day they hear again, and the coordinator's list
/// holds the citizen back until that day, so that nobody is forgotten.
/// </summary>
public sealed class StillLookingService(IDbContextFactory<AppDbContext> contexts, MatchEmails emails, TimeProvider clock)
{
    public const int LookAgainDays = 14;

    private static readonly TimeOnly Morning = new(6, 0);

    /// <summary>The Danish morning on which a citizen who was told at <paramref name="told"/> comes back on the list.</summary>
    public static DateTimeOffset LookAgain(DateTimeOffset told) => DanishTime.FromDanish(told.DanishDate().AddDays(LookAgainDays), Morning);

    public async Task<Result> TellAsync(Actor actor, Guid citizenId, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var citizen = await db.Citizens.FirstOrDefaultAsync(c => c.Id == citizenId, ct);
        if (citizen is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Write, Subject.Programme(citizen.ProgrammeId)) is { } refusal) return refusal;
        if (citizen.State != CitizenState.WishesDone) return MatchErrors.NotPossibleNow;

        var toldToday = citizen.StillLookingAt is { } told && told.DanishDate() == now.DanishDate();
        if (toldToday) return Result.Success;
        citizen.StillLookingAt = now;
        emails.StillLooking(db, citizen, now);
        foreach (var kind in ShortlistPublishing.Answered.Where(k => k != WorkKind.NobodyFits))
        {
            await Work.DoneAsync(db, Work.Key(kind, citizen.Id), actor, now, ct);
        }

        await RemindAsync(db, citizen, now, ct);
        return await Saving.TryAsync(db, MatchErrors.NotPossibleNow, ct) is { } conflict ? conflict : Result.Success;
    }

    private static async Task RemindAsync(AppDbContext db, Citizen citizen, DateTimeOffset now, CancellationToken ct)
    {
        var key = Work.Key(WorkKind.NobodyFits, citizen.Id);
        var item = await db.WorkItems.FirstOrDefaultAsync(w => w.Key == key && w.DoneAt == null, ct);
        if (item is null) db.WorkItems.Add(item = MatchWork.About(WorkKind.NobodyFits, citizen, now));
        item.SnoozedUntil = LookAgain(now);
    }
}
