using MentorMatch.Core.Common;

namespace MentorMatch.Core.Access;

/// <summary>What a deed is about: the programme it belongs to, whose it is, and with whom the case shares it.</summary>
public sealed record Subject
{
    public static Subject Nobody { get; } = new();

    public Guid? ProgrammeId { get; init; }

    public Guid? AccountId { get; init; }

    public IReadOnlyCollection<Guid> VolunteerIds { get; init; } = [];

    public IReadOnlyCollection<Guid> CitizenIds { get; init; } = [];

    /// <summary>Volunteers and citizens who may see the limited shape (a live match, an approved suggestion).</summary>
    public IReadOnlyCollection<Guid> SharedWith { get; init; } = [];

    public static Subject Programme(Guid programmeId) => new() { ProgrammeId = programmeId };

    public static Subject Volunteer(Guid programmeId, Guid volunteerId) =>
        new() { ProgrammeId = programmeId, VolunteerIds = [volunteerId] };

    public static Subject Citizen(Guid programmeId, Guid citizenId) =>
        new() { ProgrammeId = programmeId, CitizenIds = [citizenId] };

    public static Subject Pair(Guid programmeId, Guid volunteerId, Guid citizenId) =>
        new() { ProgrammeId = programmeId, VolunteerIds = [volunteerId], CitizenIds = [citizenId] };

    public static Subject Account(Guid accountId) => new() { AccountId = accountId };
}

/// <summary>Asks the table. Every service method calls this before anything else.</summary>
public static class AccessRules
{
    /// <summary>Null where the actor may; otherwise the refusal to hand on.</summary>
    public static Error? Refuse(Actor actor, Resource resource, Deed deed, Subject subject) =>
        Allows(actor, resource, deed, subject) ? null : AccessErrors.NotAllowed;

    public static bool Allows(Actor actor, Resource resource, Deed deed, Subject subject) =>
        actor.IsSystem || actor.Roles.Any(role => Reaches(AccessTable.For(resource, role, deed), role, actor, subject));

    private static bool Reaches(Reach reach, Role role, Actor actor, Subject subject) => reach switch
    {
        Reach.Everything or Reach.Aggregate => true,
        Reach.OwnProgrammes => subject.ProgrammeId is { } programme && actor.ProgrammeIds.Contains(programme),
        Reach.Own => Owns(role, actor, subject),
        Reach.Limited => subject.SharedWith.Any(id => role == Role.Citizen ? actor.CitizenIds.Contains(id) : actor.VolunteerIds.Contains(id)),
        _ => false,
    };

    private static bool Owns(Role role, Actor actor, Subject subject) => role switch
    {
        Role.Volunteer when subject.VolunteerIds.Count > 0 => subject.VolunteerIds.Any(actor.VolunteerIds.Contains),
        Role.Citizen when subject.CitizenIds.Count > 0 => subject.CitizenIds.Any(actor.CitizenIds.Contains),
        _ => subject.AccountId is { } account && account == actor.AccountId,
    };
}

/// <summary>Refusals that every area shares.</summary>
public static class AccessErrors
{
    public static Error NotAllowed { get; } = Error.In<AccessTexts>("NotAllowed");

    public static Error NotFound { get; } = Error.In<AccessTexts>("NotFound");

    public static Error LinkExpired { get; } = Error.In<AccessTexts>("LinkExpired");

    public static Error LinkUsed { get; } = Error.In<AccessTexts>("LinkUsed");

    /// <summary>Somebody saved the same thing in the meantime; the page shows who and when.</summary>
    public static Error ChangedByOther(string who) => Error.In<AccessTexts>("ChangedByOther", who);
}

/// <summary>Texts of access and sign-in.</summary>
public sealed class AccessTexts;

/// <summary>Names of the authorisation policies that pages carry.</summary>
public static class Policies
{
    public const string Volunteer = nameof(Volunteer);
    public const string Citizen = nameof(Citizen);
    public const string Coordinator = nameof(Coordinator);
    public const string Administrator = nameof(Administrator);
    public const string Management = nameof(Management);

    /// <summary>Anybody who is signed in.</summary>
    public const string SignedIn = nameof(SignedIn);
}

/// <summary>Texts of the pages where administrators see to accounts.</summary>
public sealed class AccessStaffTexts;
