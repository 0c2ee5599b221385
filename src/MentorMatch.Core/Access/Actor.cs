using System.Collections.Immutable;

namespace MentorMatch.Core.Access;

public enum Role
{
    Visitor,
    Volunteer,
    Citizen,
    Coordinator,
    Administrator,
    Management,
}

/// <summary>Who asks: a signed-in person with their roles, a visitor, or the system itself for a job.</summary>
public sealed record Actor
{
    public static Actor Visitor { get; } = new() { Name = "Visitor", Roles = [Role.Visitor] };

    public Guid? AccountId { get; init; }

    /// <summary>The name that the history keeps.</summary>
    public required string Name { get; init; }

    public ImmutableHashSet<Role> Roles { get; init; } = [];

    /// <summary>The programmes that a coordinator runs.</summary>
    public ImmutableHashSet<Guid> ProgrammeIds { get; init; } = [];

    /// <summary>The volunteer records of this account, one a programme.</summary>
    public ImmutableHashSet<Guid> VolunteerIds { get; init; } = [];

    /// <summary>The citizen records of this account, one a programme.</summary>
    public ImmutableHashSet<Guid> CitizenIds { get; init; } = [];

    public bool IsSystem { get; private init; }

    /// <summary>A job acting on its own; it may do everything and is named in the history.</summary>
    public static Actor System(string job) => new() { Name = job, IsSystem = true };

    public bool Is(Role role) => Roles.Contains(role);
}
