using System.Runtime.InteropServices;

namespace MentorMatch.Ranking.Allocation;

/// <summary>One mentor that a citizen could have, and what that is worth; worth is comparable between citizens.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Choice(int Mentor, double Worth);

/// <summary>
/// Who may have whom. A citizen is given at most <c>Wanted</c> different mentors, a mentor to at most <c>Capacity</c>
/// citizens. What a citizen lacks costs <c>LackCost</c> a place, so that a high one is served first.
/// </summary>
public sealed record AssignmentProblem
{
    public required IReadOnlyList<IReadOnlyList<Choice>> Choices { get; init; }

    /// <summary>One a mentor, 0 or more.</summary>
    public required IReadOnlyList<int> Capacity { get; init; }

    /// <summary>One a citizen, 0 or more.</summary>
    public required IReadOnlyList<int> Wanted { get; init; }

    /// <summary>One a citizen, 0 or more.</summary>
    public required IReadOnlyList<double> LackCost { get; init; }
}

/// <summary>The best there is: no other assignment has a higher worth less the cost of what is lacking.</summary>
/// <param name="Mentors">Of each citizen, in ascending order.</param>
/// <param name="Worth">In sum.</param>
/// <param name="Lacking">Places that could not be filled, or that cost more than they are worth.</param>
public sealed record Assignment(IReadOnlyList<IReadOnlyList<int>> Mentors, double Worth, int Lacking);
