using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Worklist;

/// <summary>Puts things on coordinators' lists, and takes them off, inside a running write.</summary>
public static class Work
{
    /// <summary>Adds the item unless an open one with its key exists. Saved with the write it belongs to.</summary>
    public static async Task AddAsync(AppDbContext db, WorkItem item, CancellationToken ct = default)
    {
        var known = db.WorkItems.Local.Any(w => w.Key == item.Key && w.DoneAt == null)
            || await db.WorkItems.AnyAsync(w => w.Key == item.Key && w.DoneAt == null, ct);
        if (!known) db.WorkItems.Add(item);
    }

    /// <summary>Closes the open item with this key, if there is one: what it asked for has been done.</summary>
    public static async Task DoneAsync(AppDbContext db, string key, Actor by, DateTimeOffset now, CancellationToken ct = default)
    {
        var item = await db.WorkItems.FirstOrDefaultAsync(w => w.Key == key && w.DoneAt == null, ct);
        if (item is null) return;
        item.DoneAt = now;
        item.DoneBy = by.Name;
    }

    public static string Key(WorkKind kind, Guid id) => $"{kind}:{id:N}";
}
