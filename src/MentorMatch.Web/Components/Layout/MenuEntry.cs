using MentorMatch.Core.Access;

namespace MentorMatch.Web.Components.Layout;

/// <summary>One line of a menu.</summary>
/// <param name="Path">Where it leads.</param>
/// <param name="Text">Its key in <see cref="FrameTexts"/>.</param>
/// <param name="WholePath">Marked as current on this very page only, not on the pages under it.</param>
public sealed record MenuEntry(string Path, string Text, bool WholePath = false)
{
    public bool IsCurrent(string path) =>
        string.Equals(path, Path, StringComparison.OrdinalIgnoreCase)
        || (!WholePath && path.StartsWith(Path + "/", StringComparison.OrdinalIgnoreCase));
}

/// <summary>The menus, one a role. A page that is not listed here is reached from another page.</summary>
public static class Menus
{
    public static IReadOnlyList<MenuEntry> Public { get; } =
    [
        new("/", "FrontPage", WholePath: true),
        new("/sign-up", "BecomeVolunteer"),
        new("/information-meetings", "InfoMeetings"),
        new("/questions", "Questions"),
        new("/contact", "Contact"),
    ];

    public static IReadOnlyList<MenuEntry> Volunteer { get; } =
    [
        new("/volunteer", "MyOverview", WholePath: true),
        new("/volunteer/matches", "MyMatches"),
        new("/volunteer/meetings", "MyMeetings"),
        new("/volunteer/training", "Training"),
        new("/volunteer/profile", "Profile"),
        new("/account", "Account"),
    ];

    public static IReadOnlyList<MenuEntry> Citizen { get; } =
    [
        new("/citizen", "MyOverview", WholePath: true),
        new("/citizen/wishes", "MyWishes"),
        new("/citizen/match", "MyMentor"),
        new("/account", "Account"),
    ];

    public static IReadOnlyList<MenuEntry> Coordinator { get; } =
    [
        new("/coordinator", "Worklist", WholePath: true),
        new("/coordinator/volunteers", "Volunteers"),
        new("/coordinator/citizens", "Citizens"),
        new("/coordinator/suggestions", "Suggestions"),
        new("/coordinator/matches", "Matches"),
        new("/coordinator/models", "Models"),
        new("/coordinator/training", "Training"),
        new("/coordinator/meetings", "Meetings"),
        new("/coordinator/associations", "Associations"),
        new("/coordinator/emails", "Emails"),
        new("/coordinator/programmes", "OwnProgrammes"),
    ];

    public static IReadOnlyList<MenuEntry> Administrator { get; } =
    [
        new("/admin", "Administration", WholePath: true),
        new("/admin/users", "Users"),
        new("/admin/programmes", "Programmes"),
        new("/admin/models", "Models"),
        new("/admin/jobs", "Jobs"),
        new("/admin/emails", "Emails"),
        new("/admin/inbox", "Inbox"),
    ];

    public static IReadOnlyList<MenuEntry> Management { get; } =
    [
        new("/management", "KeyFigures"),
        new("/account", "Account"),
    ];

    /// <summary>The menu over a page, by who reads it.</summary>
    public static IReadOnlyList<MenuEntry> Of(Actor actor) =>
        actor.Is(Role.Coordinator) ? Coordinator
        : actor.Is(Role.Administrator) ? Administrator
        : actor.Is(Role.Management) ? Management
        : actor.Is(Role.Volunteer) ? Volunteer
        : actor.Is(Role.Citizen) ? Citizen
        : Public;

    /// <summary>The menu beside a page of staff: one person may hold several roles.</summary>
    public static IReadOnlyList<MenuEntry> OfStaff(Actor actor) =>
    [
        .. actor.Is(Role.Coordinator) ? Coordinator : [],
        .. actor.Is(Role.Administrator) ? Administrator : [],
        .. actor.Is(Role.Management) ? Management : [],
    ];
}
