using MentorMatch.Core.Worklist;

namespace MentorMatch.Core.Volunteers;

/// <summary>Items of the worklist about a volunteer.</summary>
public static class VolunteerWork
{
    /// <summary>An item that leads to the volunteer's page.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="volunteer">About whom.</param>
    /// <param name="since">Since when it waits.</param>
    /// <param name="urgency">How soon.</param>
    /// <param name="key">What makes it one thing, where that is not the kind and the volunteer.</param>
    public static WorkItem Of(WorkKind kind, Volunteer volunteer, DateTimeOffset since, Urgency urgency = Urgency.Soon, string? key = null) => new()
    {
        ProgrammeId = volunteer.ProgrammeId,
        Kind = kind,
        Key = key ?? Work.Key(kind, volunteer.Id),
        Urgency = urgency,
        About = volunteer.FullName,
        Path = $"/coordinator/volunteers/{volunteer.Id}",
        VolunteerId = volunteer.Id,
        Since = since,
    };
}
