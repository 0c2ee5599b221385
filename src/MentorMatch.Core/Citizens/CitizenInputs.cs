namespace MentorMatch.Core.Citizens;

/// <summary>A citizen is to take part in a programme. With an e-mail address an invitation is sent.</summary>
public sealed record InviteCitizen
{
    /// <summary>Made by the page before it is sent, so that sending twice invites once.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public required string Language { get; init; }
}

/// <summary>Names and ways to reach a citizen, as they shall be from now on.</summary>
public sealed record ChangeCitizen
{
    public required Guid CitizenId { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public required string Language { get; init; }
}

public sealed record ChangeCoordinator
{
    public required Guid CitizenId { get; init; }

    public required Guid CoordinatorId { get; init; }
}

/// <summary>A citizen says that something feels wrong.</summary>
public sealed record TellCoordinator
{
    /// <summary>Made with the form, so that sending twice tells once.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid CitizenId { get; init; }

    public required string Text { get; init; }
}

/// <summary>The answers to one question of the wishes.</summary>
public sealed record SaveWishes
{
    public required Guid CitizenId { get; init; }

    public required WishesStep Step { get; init; }

    public required WishesAnswers Answers { get; init; }

    /// <summary>When the wishes had been saved last as the page saw them; another's save since then is not overwritten.</summary>
    public DateTimeOffset? SeenSavedAt { get; init; }
}

/// <summary>The wishes are finished.</summary>
public sealed record SendWishes
{
    public required Guid CitizenId { get; init; }

    /// <summary>The citizen says yes to the answers being used to find a mentor.</summary>
    public required bool Consent { get; init; }
}
