using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;

namespace MentorMatch.Web.Components.Pages.Citizens;

/// <summary>Finds the record that a citizen's page is about: the one in the address, or else the one that matters now.</summary>
internal static class OwnRecord
{
    /// <summary>The query parameter for people who take part in several programmes.</summary>
    public const string Parameter = "citizen";

    /// <summary>Null where there is none, or where the address names somebody else's.</summary>
    public static async Task<OwnCitizen?> FindAsync(CitizenQueries citizens, Actor actor, Guid? asked)
    {
        var own = await citizens.OwnAsync(actor);
        return own.FirstOrDefault(c => asked is null || c.Id == asked);
    }

    /// <summary>The path with the record in it where the address had named one.</summary>
    public static string Path(string path, Guid? asked) =>
        asked is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={asked}";
}
