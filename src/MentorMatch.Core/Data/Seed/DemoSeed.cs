using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Data.Seed;

/// <summary>
/// Fills an empty database with a fictional municipality, so that no page is empty and the dates lie around today.
/// The same seed draws the same people.
/// </summary>
public sealed class DemoSeed(IDbContextFactory<AppDbContext> contexts, DemoChoices choices, DemoModel model, TimeProvider clock)
{
    /// <returns>False where the database already has programmes: nothing is touched then.</returns>
    public async Task<bool> FillIfEmptyAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Programmes.AnyAsync(ct)) return false;

        var now = clock.GetUtcNow();
        var people = new DemoPeople(seed: 7);
        var programmes = DemoProgrammes.Create(now);
        db.Programmes.AddRange(programmes);
        var staff = new DemoStaff(db, now);
        staff.Add(programmes);
        var volunteers = new DemoVolunteers(db, people, staff, now);
        await volunteers.AddAsync(programmes);
        var citizens = new DemoCitizens(db, people, staff, now);
        citizens.Add(programmes);
        var matches = new DemoMatches(db, people, staff, now);
        foreach (var programme in programmes)
        {
            var ownCitizens = citizens.All.Where(c => c.ProgrammeId == programme.Id).ToList();
            await matches.AddAsync(programme, ownCitizens, [.. volunteers.Ready(programme)], large: programme == programmes[0]);
            new DemoMeetings(db, people, staff, now).Add(programme, [.. volunteers.All.Where(v => v.ProgrammeId == programme.Id)]);
        }

        await citizens.AddWorkAsync();
        LeaveSomeIdle(volunteers, programmes[0].Id, now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        await CountPlacesAsync(db, ct);
        await transaction.CommitAsync(ct);
        foreach (var programme in programmes) await choices.AddAsync(staff.CoordinatorOf(programme), programme.Id, ct);
        await model.AddAsync(programmes[0].Id, ct);
        return true;
    }

    private static void LeaveSomeIdle(DemoVolunteers volunteers, Guid programmeId, DateTimeOffset now)
    {
        foreach (var volunteer in volunteers.All.Where(v => v.ProgrammeId == programmeId && v.State == VolunteerState.Ready && v.IdleSince is not null).TakeLast(2))
            volunteer.IdleSince = now.AddDays(-43);
    }

    /// <summary>Places and seats are counters that services change in place; here they are counted from the rows.</summary>
    private static async Task CountPlacesAsync(AppDbContext db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update volunteers v set used = (select count(*) from matches m where m.volunteer_id = v.id
                and m.state in ('Requested', 'Accepted', 'Started', 'OnHold', 'Closing'))
            """,
            ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            update training_evenings e set taken = (select count(*) from training_sign_ups s
                where s.evening_id = e.id and s.cancelled_at is null)
            """,
            ct);
    }
}
