using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Citizens;

/// <summary>The coordinator as the citizen is told of them.</summary>
public sealed record CoordinatorContact(Guid Id, string Name, string? Phone, string? Email);

/// <summary>A move in the history, without its reason: reasons belong to the case.</summary>
public sealed record StateMove(CitizenState To, DateTimeOffset At, string ByName);

/// <summary>A citizen as coordinators see them before the case itself is opened.</summary>
public sealed record CitizenDetails
{
    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required LocalText ProgrammeName { get; init; }
    public required CitizenState State { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string? Email { get; init; }
    public required string? Phone { get; init; }
    public required string Language { get; init; }
    public required bool HasAccount { get; init; }
    public required DateTimeOffset InvitedAt { get; init; }
    public required DateTimeOffset? WaitingSince { get; init; }
    public required DateTimeOffset? WishesSavedAt { get; init; }
    public required DateTimeOffset? WishesSentAt { get; init; }
    public required string? WrittenWith { get; init; }
    public required CoordinatorContact? Coordinator { get; init; }
    public required int OpenMessages { get; init; }
    public IReadOnlyList<StateMove> History { get; init; } = [];

    public string FullName => $"{FirstName} {LastName}";

    public bool TakesPart => State is not (CitizenState.Completed or CitizenState.Left);
}

/// <summary>What a citizen sees first.</summary>
public sealed record OwnCitizen
{
    public required Guid Id { get; init; }
    public required LocalText ProgrammeName { get; init; }
    public required string FirstName { get; init; }
    public required CitizenState State { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required bool WishesBegun { get; init; }
    public required DateTimeOffset? StillLookingAt { get; init; }
    public required CoordinatorContact? Coordinator { get; init; }

    public bool TakesPart => State is not (CitizenState.Completed or CitizenState.Left);
}

/// <summary>Reads citizens one by one.</summary>
public sealed class CitizenQueries(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<CitizenDetails>> DetailsAsync(Actor actor, Guid citizenId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programme = await db.Citizens.Where(c => c.Id == citizenId).Select(c => (Guid?)c.ProgrammeId).FirstOrDefaultAsync(ct);
        if (programme is null) return AccessErrors.NotFound;
        // What coordinators see: the citizen has pages of their own.
        if (AccessRules.Refuse(actor, Resource.CitizenBasics, Deed.Write, Subject.Citizen(programme.Value, citizenId)) is { } refusal) return refusal;

        var details = await Details(db, citizenId).FirstAsync(ct);
        var history = await db.StateChanges.Where(s => s.EntityId == citizenId && s.Entity == nameof(Citizen)).OrderBy(s => s.At)
            .Select(s => new { s.To, s.At, s.ByName }).ToListAsync(ct);
        return details with { History = [.. history.Select(s => new StateMove(Enum.Parse<CitizenState>(s.To), s.At, s.ByName))] };
    }

    /// <summary>The records of the signed-in citizen, the one that matters now first; one a programme.</summary>
    public async Task<IReadOnlyList<OwnCitizen>> OwnAsync(Actor actor, CancellationToken ct = default)
    {
        var own = actor.CitizenIds.Where(id => AccessRules.Allows(actor, Resource.CitizenBasics, Deed.Read, new Subject { CitizenIds = [id] })).ToList();
        if (own.Count == 0) return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var citizens = await (
            from c in db.Citizens
            join p in db.Programmes on c.ProgrammeId equals p.Id
            where own.Contains(c.Id)
            select new OwnCitizen
            {
                Id = c.Id,
                ProgrammeName = p.Name,
                FirstName = c.FirstName,
                State = c.State,
                Since = db.StateChanges.Where(s => s.EntityId == c.Id).Max(s => (DateTimeOffset?)s.At) ?? c.InvitedAt,
                WishesBegun = c.Wishes.SavedAt != null,
                StillLookingAt = c.StillLookingAt,
                Coordinator = db.Accounts.Where(a => a.Id == c.CoordinatorId)
                    .Select(a => new CoordinatorContact(a.Id, a.DisplayName, a.PhoneNumber, a.Email)).FirstOrDefault(),
            }).ToListAsync(ct);
        return [.. citizens.OrderByDescending(c => c.TakesPart).ThenByDescending(c => c.Since)];
    }

    /// <summary>Those who can be a citizen's coordinator in a programme.</summary>
    public async Task<IReadOnlyList<CoordinatorContact>> CoordinatorsAsync(Actor actor, Guid programmeId, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.CitizenBasics, Deed.Write, Subject.Programme(programmeId))) return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Accounts
            .Where(a => !a.Disabled && a.Roles.Any(r => r.Role == Role.Coordinator && r.ProgrammeId == programmeId))
            .OrderBy(a => a.DisplayName)
            .Select(a => new CoordinatorContact(a.Id, a.DisplayName, a.PhoneNumber, a.Email))
            .ToListAsync(ct);
    }

    private static IQueryable<CitizenDetails> Details(AppDbContext db, Guid citizenId) =>
        from c in db.Citizens
        join p in db.Programmes on c.ProgrammeId equals p.Id
        where c.Id == citizenId
        select new CitizenDetails
        {
            Id = c.Id,
            ProgrammeId = c.ProgrammeId,
            ProgrammeName = p.Name,
            State = c.State,
            FirstName = c.FirstName,
            LastName = c.LastName,
            Email = c.Email,
            Phone = c.Phone,
            Language = c.Language,
            HasAccount = c.AccountId != null,
            InvitedAt = c.InvitedAt,
            WaitingSince = c.WaitingSince,
            WishesSavedAt = c.Wishes.SavedAt,
            WishesSentAt = c.Wishes.SentAt,
            WrittenWith = c.Wishes.WrittenWith,
            Coordinator = db.Accounts.Where(a => a.Id == c.CoordinatorId)
                .Select(a => new CoordinatorContact(a.Id, a.DisplayName, a.PhoneNumber, a.Email)).FirstOrDefault(),
            OpenMessages = db.CitizenMessages.Count(m => m.CitizenId == c.Id && m.HandledAt == null),
        };
}
