using MentorMatch.Core.Citizens;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>Somebody's record in one programme: as volunteer or as citizen.</summary>
public sealed record PersonRecord
{
    public Guid? VolunteerId { get; private init; }

    public Guid? CitizenId { get; private init; }

    public static PersonRecord Volunteer(Guid id) => new() { VolunteerId = id };

    public static PersonRecord Citizen(Guid id) => new() { CitizenId = id };
}

/// <summary>One person's record in one programme, and how erasing it stands.</summary>
public sealed record ErasureCase
{
    public Guid ProgrammeId { get; init; }

    public Guid? VolunteerId { get; init; }

    public Guid? CitizenId { get; init; }

    public Guid? AccountId { get; init; }

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public bool TakesPart { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }

    public bool HasLiveMatch { get; init; }

    /// <summary>They asked, or have stopped, or have no account to ask from and told the coordinator.</summary>
    public bool MayBeErased => AskedAt is not null || !TakesPart || AccountId is null;

    internal IReadOnlyCollection<Guid> VolunteerIds => VolunteerId is { } id ? [id] : [];

    internal IReadOnlyCollection<Guid> CitizenIds => CitizenId is { } id ? [id] : [];

    internal static Task<ErasureCase?> LoadAsync(AppDbContext db, PersonRecord record, CancellationToken ct) =>
        record.CitizenId is { } citizen ? OfCitizen(db, citizen).FirstOrDefaultAsync(ct) : OfVolunteer(db, record.VolunteerId!.Value).FirstOrDefaultAsync(ct);

    /// <summary>Whether the account has nothing else: no other record that is not erased, and no role.</summary>
    internal static async Task<bool> LastRecordOfAsync(AppDbContext db, ErasureCase found, CancellationToken ct) =>
        found.AccountId is { } account
        && !await HasOtherRecordAsync(db, found, ct)
        && !await db.RoleAssignments.AnyAsync(r => r.AccountId == account, ct);

    /// <summary>Whether another record that is not erased, as volunteer or citizen, belongs to the account.</summary>
    internal static async Task<bool> HasOtherRecordAsync(AppDbContext db, ErasureCase found, CancellationToken ct) =>
        await db.Volunteers.AnyAsync(v => v.AccountId == found.AccountId && v.ErasedAt == null && v.Id != found.VolunteerId, ct)
        || await db.Citizens.AnyAsync(c => c.AccountId == found.AccountId && c.ErasedAt == null && c.Id != found.CitizenId, ct);

    private static IQueryable<ErasureCase> OfVolunteer(AppDbContext db, Guid id) => db.Volunteers.AsNoTracking().Where(v => v.Id == id)
        .Select(v => new ErasureCase
        {
            ProgrammeId = v.ProgrammeId,
            VolunteerId = v.Id,
            AccountId = v.AccountId,
            Name = v.FirstName + " " + v.LastName,
            Email = v.Email,
            TakesPart = v.State != VolunteerState.Left && v.State != VolunteerState.Declined,
            AskedAt = db.Accounts.Where(a => a.Id == v.AccountId).Select(a => a.ErasureAskedAt).FirstOrDefault(),
            ErasedAt = v.ErasedAt,
            HasLiveMatch = db.Matches.Any(m => m.VolunteerId == v.Id && Match.Live.Contains(m.State)),
        });

    private static IQueryable<ErasureCase> OfCitizen(AppDbContext db, Guid id) => db.Citizens.AsNoTracking().Where(c => c.Id == id)
        .Select(c => new ErasureCase
        {
            ProgrammeId = c.ProgrammeId,
            CitizenId = c.Id,
            AccountId = c.AccountId,
            Name = c.FirstName + " " + c.LastName,
            Email = c.Email ?? "",
            TakesPart = c.State != CitizenState.Left && c.State != CitizenState.Completed,
            AskedAt = db.Accounts.Where(a => a.Id == c.AccountId).Select(a => a.ErasureAskedAt).FirstOrDefault(),
            ErasedAt = c.ErasedAt,
            HasLiveMatch = db.Matches.Any(m => m.CitizenId == c.Id && Match.Live.Contains(m.State)),
        });
}
