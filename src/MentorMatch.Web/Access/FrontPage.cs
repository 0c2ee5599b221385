using MentorMatch.Core.Access;

namespace MentorMatch.Web.Access;

/// <summary>Where somebody lands who has just signed in.</summary>
public static class FrontPage
{
    public static string Of(Actor actor) =>
        actor.Is(Role.Coordinator) ? "/coordinator"
        : actor.Is(Role.Administrator) ? "/admin"
        : actor.Is(Role.Management) ? "/management"
        : actor.Is(Role.Citizen) ? "/citizen"
        : actor.Is(Role.Volunteer) ? "/volunteer"
        : "/account";

    /// <summary>The path where it is one of this site, else the front page of the person.</summary>
    public static string Or(string? path, Actor actor) => IsLocal(path) ? path! : Of(actor);

    /// <summary>A path such as "/citizen?x=1": not another site, also not as "//site" or "/\site".</summary>
    public static bool IsLocal(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
