namespace MentorMatch.Core.Access;

/// <summary>What is guarded. One row of the access table each.</summary>
public enum Resource
{
    PublicPages,
    Settings,
    OwnProfile,
    CitizenBasics,
    CitizenWishes,
    VolunteerProfile,
    CertificateStatus,
    Suggestions,
    Matches,
    ContactList,
    Meetings,
    SurveyAnswers,
    Reports,
    Users,
    ReadAudit,
    JobsAndOutbox,
    Worklist,
}

public enum Deed
{
    Read,
    Write,
}

/// <summary>How far a grant reaches.</summary>
public enum Reach
{
    None,

    /// <summary>What is one's own.</summary>
    Own,

    /// <summary>What the owner's case shares with one, in a shape with fewer fields.</summary>
    Limited,

    /// <summary>Everything in the programmes one runs.</summary>
    OwnProgrammes,

    /// <summary>Sums over at least five people.</summary>
    Aggregate,

    Everything,
}

public sealed record Grant(Resource Resource, Role Role, Reach Read, Reach Write);

/// <summary>The one table of who may do what. What is not here is refused.</summary>
public static class AccessTable
{
    public static IReadOnlyList<Grant> Grants { get; } =
    [
        .. Enum.GetValues<Role>().Select(r => new Grant(Resource.PublicPages, r, Reach.Everything, r == Role.Management ? Reach.None : Reach.Everything)),
        new(Resource.Settings, Role.Administrator, Reach.Everything, Reach.Everything),
        new(Resource.Settings, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),

        new(Resource.OwnProfile, Role.Volunteer, Reach.Own, Reach.Own),
        new(Resource.OwnProfile, Role.Citizen, Reach.Own, Reach.Own),
        new(Resource.OwnProfile, Role.Coordinator, Reach.Own, Reach.Own),
        new(Resource.OwnProfile, Role.Administrator, Reach.Own, Reach.Own),
        new(Resource.OwnProfile, Role.Management, Reach.Own, Reach.Own),

        new(Resource.CitizenBasics, Role.Volunteer, Reach.Limited, Reach.None),
        new(Resource.CitizenBasics, Role.Citizen, Reach.Own, Reach.None),
        new(Resource.CitizenBasics, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),

        new(Resource.CitizenWishes, Role.Citizen, Reach.Own, Reach.Own),
        new(Resource.CitizenWishes, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),

        new(Resource.VolunteerProfile, Role.Volunteer, Reach.Own, Reach.Own),
        new(Resource.VolunteerProfile, Role.Citizen, Reach.Limited, Reach.None),
        new(Resource.VolunteerProfile, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),

        new(Resource.CertificateStatus, Role.Volunteer, Reach.Own, Reach.None),
        new(Resource.CertificateStatus, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),

        new(Resource.Suggestions, Role.Volunteer, Reach.Own, Reach.None),
        new(Resource.Suggestions, Role.Citizen, Reach.Own, Reach.Own),
        new(Resource.Suggestions, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),

        new(Resource.Matches, Role.Volunteer, Reach.Own, Reach.Own),
        new(Resource.Matches, Role.Citizen, Reach.Own, Reach.Own),
        new(Resource.Matches, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),

        new(Resource.ContactList, Role.Volunteer, Reach.Limited, Reach.None),
        new(Resource.ContactList, Role.Citizen, Reach.Limited, Reach.None),
        new(Resource.ContactList, Role.Coordinator, Reach.OwnProgrammes, Reach.None),

        new(Resource.Meetings, Role.Volunteer, Reach.Own, Reach.Own),
        new(Resource.Meetings, Role.Citizen, Reach.Own, Reach.Own),
        new(Resource.Meetings, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),

        new(Resource.SurveyAnswers, Role.Volunteer, Reach.Own, Reach.Own),
        new(Resource.SurveyAnswers, Role.Citizen, Reach.Own, Reach.Own),
        new(Resource.SurveyAnswers, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),
        new(Resource.SurveyAnswers, Role.Management, Reach.Aggregate, Reach.None),

        new(Resource.Reports, Role.Coordinator, Reach.OwnProgrammes, Reach.None),
        new(Resource.Reports, Role.Management, Reach.Aggregate, Reach.None),

        new(Resource.Users, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),
        new(Resource.Users, Role.Administrator, Reach.Everything, Reach.Everything),

        new(Resource.ReadAudit, Role.Volunteer, Reach.Own, Reach.None),
        new(Resource.ReadAudit, Role.Citizen, Reach.Own, Reach.None),
        new(Resource.ReadAudit, Role.Administrator, Reach.Aggregate, Reach.None),

        new(Resource.JobsAndOutbox, Role.Coordinator, Reach.OwnProgrammes, Reach.None),
        new(Resource.JobsAndOutbox, Role.Administrator, Reach.Everything, Reach.Everything),

        new(Resource.Worklist, Role.Coordinator, Reach.OwnProgrammes, Reach.OwnProgrammes),
    ];

    public static Reach For(Resource resource, Role role, Deed deed)
    {
        var grant = Grants.FirstOrDefault(g => g.Resource == resource && g.Role == role);
        return grant is null ? Reach.None : deed == Deed.Read ? grant.Read : grant.Write;
    }
}
