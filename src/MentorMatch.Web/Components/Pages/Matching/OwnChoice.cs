using MentorMatch.Core.Access;
using MentorMatch.Core.Matching;
using Microsoft.AspNetCore.Components;

namespace MentorMatch.Web.Components.Pages.Matching;

/// <summary>Which of a citizen's records a page of choosing is about, and the addresses of its steps.</summary>
internal static class OwnChoice
{
    /// <summary>The query parameter for people who take part in several programmes, as on all citizens' pages.</summary>
    public const string Parameter = "citizen";

    public const string Cards = "/citizen/choose";

    /// <summary>The record in the address, or the one with cards, or the first. Null where there is none of one's own.</summary>
    public static async Task<CardTable?> FindAsync(ChoiceQueries queries, Actor actor, Guid? asked)
    {
        CardTable? found = null;
        foreach (var id in actor.CitizenIds.Where(id => asked is null || id == asked).Order())
        {
            var table = await queries.TableAsync(actor, id);
            if (!table.Succeeded) continue;
            if (table.Value.Cards.Count > 0) return table.Value;
            if (found?.ShortlistId is null) found = table.Value;
        }

        return found;
    }

    public static string Path(NavigationManager navigation, string path, Guid? asked, string? done = null) =>
        navigation.GetUriWithQueryParameters(path, new Dictionary<string, object?> { [Parameter] = asked, ["done"] = done });
}
