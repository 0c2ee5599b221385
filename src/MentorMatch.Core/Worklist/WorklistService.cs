using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Worklist;

/// <summary>What a coordinator does to the list itself; the work is done where each item leads.</summary>
public sealed class WorklistService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeOnly MorningHour = new(6, 0);

    /// <summary>Six in the Danish morning of the next day.</summary>
    public static DateTimeOffset Tomorrow(DateTimeOffset now) => DanishTime.FromDanish(now.DanishDate().AddDays(1), MorningHour);

    /// <summary>Six in the Danish morning of the next Monday.</summary>
    public static DateTimeOffset NextWeek(DateTimeOffset now)
    {
        var today = now.DanishDate();
        var toMonday = ((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7;
        return DanishTime.FromDanish(today.AddDays(toMonday == 0 ? 7 : toMonday), MorningHour);
    }

    /// <returns>The ids of those that were open, for undoing.</returns>
    public Task<Result<IReadOnlyList<Guid>>> MarkDoneAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
        ChangeAsync(actor, ids, (_, item) => Task.FromResult(Finish(item, actor)), ct);

    /// <summary>Undoes <see cref="MarkDoneAsync"/>; an item that has come up anew in the meantime stays done.</summary>
    public Task<Result<IReadOnlyList<Guid>>> ReopenAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
        ChangeAsync(actor, ids, (db, item) => ReopenAsync(db, item, ct), ct);

    /// <param name="actor">Who asks.</param>
    /// <param name="ids">The items.</param>
    /// <param name="until">When they come back; null brings them back now.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Result<IReadOnlyList<Guid>>> SnoozeAsync(Actor actor, IReadOnlyCollection<Guid> ids, DateTimeOffset? until, CancellationToken ct = default) =>
        ChangeAsync(actor, ids, (_, item) => Task.FromResult(Snooze(item, until)), ct);

    private bool Finish(WorkItem item, Actor actor)
    {
        if (item.DoneAt is not null) return false;
        (item.DoneAt, item.DoneBy) = (clock.GetUtcNow(), actor.Name);
        return true;
    }

    private static async Task<bool> ReopenAsync(AppDbContext db, WorkItem item, CancellationToken ct)
    {
        if (item.DoneAt is null || await db.WorkItems.AnyAsync(w => w.Key == item.Key && w.DoneAt == null, ct)) return false;
        (item.DoneAt, item.DoneBy) = (null, null);
        return true;
    }

    private static bool Snooze(WorkItem item, DateTimeOffset? until)
    {
        if (item.DoneAt is not null) return false;
        item.SnoozedUntil = until;
        return true;
    }

    private async Task<Result<IReadOnlyList<Guid>>> ChangeAsync(
        Actor actor, IReadOnlyCollection<Guid> ids, Func<AppDbContext, WorkItem, Task<bool>> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = await db.WorkItems.Where(w => ids.Contains(w.Id)).ToListAsync(ct);
        var refusal = items.Select(w => AccessRules.Refuse(actor, Resource.Worklist, Deed.Write, Subject.Programme(w.ProgrammeId))).FirstOrDefault(r => r is not null);
        if (refusal is not null) return refusal;
        var changed = new List<Guid>();
        foreach (var item in items)
        {
            if (await change(db, item)) changed.Add(item.Id);
        }

        await db.SaveChangesAsync(ct);
        return changed;
    }
}
