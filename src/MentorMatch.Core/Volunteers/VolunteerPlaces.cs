using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

/// <summary>
/// The places of a volunteer, taken and freed by single statements, so that two at once cannot both have the last one.
/// Call them inside the transaction of the write they belong to. They pass the change tracker by: a volunteer that is
/// loaded in the same context is stale afterwards and must not be saved.
/// </summary>
public static class VolunteerPlaces
{
    /// <summary>False where the volunteer has no free place or is not ready: then nothing has been taken.</summary>
    public static async Task<bool> TakeAsync(AppDbContext db, Guid volunteerId, CancellationToken ct = default) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            update volunteers set used = used + 1, idle_since = null
            where id = {volunteerId} and used < capacity and state = 'Ready'
            """,
            ct) == 1;

    /// <summary>Gives one place back; a ready volunteer without any citizen left is idle from now.</summary>
    public static async Task FreeAsync(AppDbContext db, Guid volunteerId, DateTimeOffset now, CancellationToken ct = default)
    {
        var freed = await db.Database.ExecuteSqlAsync(
            $"""
            update volunteers
            set used = used - 1, idle_since = case when used = 1 and state = 'Ready' then {now} else null end
            where id = {volunteerId} and used > 0
            """,
            ct);
        if (freed != 1) throw new InvalidOperationException($"Volunteer {volunteerId} has no place to free.");
    }
}
