using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Data.Seed;

/// <summary>How much is made.</summary>
public sealed record LargeSeedSize(int Volunteers, int Citizens, int Seed = 1);

/// <summary>
/// Adds many fictional people to the first programme of a database, for measuring. The same seed makes the same people;
/// their addresses carry a number, so that a second run with another seed adds others.
/// </summary>
public sealed class LargeSeed(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public async Task LoadAsync(LargeSeedSize size, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programme = await db.Programmes.OrderBy(p => p.CreatedAt).FirstAsync(ct);
        var coordinatorId = await db.RoleAssignments.Where(r => r.ProgrammeId == programme.Id && r.Role == Role.Coordinator).Select(r => r.AccountId).FirstAsync(ct);
        var people = new DemoPeople(size.Seed);
        var volunteers = Enumerable.Range(0, size.Volunteers).Select(i => VolunteerOf(programme, people, size.Seed, i)).ToList();
        var citizens = Enumerable.Range(0, size.Citizens).Select(i => CitizenOf(programme, people, coordinatorId, size.Seed, i)).ToList();
        await db.Database.OpenConnectionAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await BulkCopy.CopyAsync(db, [.. volunteers.Select(v => v.Account), .. citizens.Select(c => c.Account)], ct);
        await BulkCopy.CopyAsync(db, [.. volunteers.Select(v => v.Volunteer)], ct);
        await BulkCopy.CopyAsync(db, [.. citizens.Select(c => c.Citizen)], ct);
        await BulkCopy.CopyAsync(db, [.. volunteers.SelectMany(v => v.Volunteer.StateChanges.Take()), .. citizens.SelectMany(c => c.Citizen.StateChanges.Take())], ct);
        await BulkCopy.CopyAsync(db, [.. citizens.Where(c => c.Citizen.State == CitizenState.WishesDone).Select(c => WorkOf(c.Citizen))], ct);
        await transaction.CommitAsync(ct);
        await db.Database.ExecuteSqlAsync($"analyze", ct);
    }

    private (Account Account, Volunteer Volunteer) VolunteerOf(Programme programme, DemoPeople people, int seed, int number)
    {
        var (first, last, gender) = people.AnyName();
        var at = clock.GetUtcNow().AddMinutes(-people.Random.Next(60 * 24 * 400));
        var account = DemoPeople.Account($"{first} {last}", $"v{seed}.{number}@example.com", at);
        var volunteer = new Volunteer
        {
            ProgrammeId = programme.Id,
            AccountId = account.Id,
            FirstName = first,
            LastName = last,
            Email = account.Email!,
            Phone = people.Phone(),
            Source = people.Pick(Catalogues.Sources),
            AppliedAt = at,
        };
        DemoVolunteers.FillGuide(volunteer.Guide, programme, people, gender);
        var by = Actor.System("Seed");
        if (number % 10 == 0) return (account, volunteer);
        volunteer.Confirm(by, at);
        if (number % 10 == 1) return (account, volunteer);
        volunteer.Interviewed(by, at);
        (volunteer.Guide.ApprovedAt, volunteer.Guide.ApprovedBy) = (at, by.Name);
        volunteer.StartTraining(by, at);
        if (number % 10 == 2) return (account, volunteer);
        volunteer.SignConfidentiality("1", at);
        volunteer.RecordCertificate(Common.DanishTime.DanishDate(at), by.Name, Common.DanishTime.DanishDate(at).AddMonths(36));
        volunteer.TrainingCompletedAt = at;
        volunteer.BecomeReady(by, programme.Settings, at);
        return (account, volunteer);
    }

    private (Account Account, Citizen Citizen) CitizenOf(Programme programme, DemoPeople people, Guid coordinatorId, int seed, int number)
    {
        var (first, last, _) = people.AnyName();
        var at = clock.GetUtcNow().AddMinutes(-people.Random.Next(60 * 24 * 200));
        var account = DemoPeople.Account($"{first} {last}", $"c{seed}.{number}@example.com", at);
        var citizen = new Citizen
        {
            ProgrammeId = programme.Id,
            AccountId = account.Id,
            CoordinatorId = coordinatorId,
            FirstName = first,
            LastName = last,
            Email = account.Email,
            InvitedAt = at,
        };
        if (number % 4 == 0) return (account, citizen);
        DemoCitizens.FillWishes(citizen.Wishes, programme, people);
        citizen.FinishWishes(Actor.System("Seed"), at);
        return (account, citizen);
    }

    private static WorkItem WorkOf(Citizen citizen) => new()
    {
        ProgrammeId = citizen.ProgrammeId,
        Kind = WorkKind.WishesReady,
        Key = Work.Key(WorkKind.WishesReady, citizen.Id),
        About = citizen.FullName,
        Path = $"/coordinator/citizens/{citizen.Id}/suggestions",
        CitizenId = citizen.Id,
        Since = citizen.WaitingSince!.Value,
    };
}
