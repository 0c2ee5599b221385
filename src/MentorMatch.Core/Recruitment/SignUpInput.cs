using MentorMatch.Core.Common;

namespace MentorMatch.Core.Recruitment;

/// <summary>What a page of signing up sends: as typed, with the fields of the other pages left empty.</summary>
public sealed record SignUpInput
{
    public string? Programme { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? BirthYear { get; init; }
    public string? Postcode { get; init; }
    public string? OccupationField { get; init; }
    public IReadOnlyList<string> Interests { get; init; } = [];
    public WeekTimes Times { get; init; }
    public string? Motivation { get; init; }
    public string? Source { get; init; }
    public bool? InformationMeeting { get; init; }
}
