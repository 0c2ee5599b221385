using MentorMatch.Core.Access;
using MentorMatch.Core.Volunteers;

namespace MentorMatch.TestKit;

public static partial class TestData
{
    /// <summary>A coordinator of these programmes.</summary>
    public static Actor Coordinator(params Guid[] programmeIds) => new()
    {
        AccountId = Guid.CreateVersion7(),
        Name = "Mette Koordinator",
        Roles = [Role.Coordinator],
        ProgrammeIds = [.. programmeIds],
    };

    public static Actor Administrator() => new() { AccountId = Guid.CreateVersion7(), Name = "Anders Administrator", Roles = [Role.Administrator] };

    /// <summary>The volunteer, signed in.</summary>
    public static Actor ActorOf(Volunteer volunteer) => new()
    {
        AccountId = volunteer.AccountId,
        Name = volunteer.FullName,
        Roles = [Role.Volunteer],
        VolunteerIds = [volunteer.Id],
    };
}
