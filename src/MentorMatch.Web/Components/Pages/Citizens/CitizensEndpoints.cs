using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Web.Access;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Pages.Citizens;

/// <summary>What is fetched rather than shown: the list of citizens as a file.</summary>
public static class CitizensEndpoints
{
    public static void MapCitizens(this WebApplication app) =>
        app.MapGet("/coordinator/citizens/export.csv", ExportAsync).RequireAuthorization(Policies.Coordinator);

    private static async Task<IResult> ExportAsync(
        string? q, string? state, string? programme, string? sort,
        CitizenList list, CurrentActor currentActor, IStringLocalizer<CitizensStaffTexts> texts, IStringLocalizer<Core.Common.Texts.CommonTexts> common, CancellationToken ct)
    {
        var citizens = await list.ExportAsync(await currentActor.GetAsync(), CitizenFilters.Of(q, state, programme, sort), ct);
        var heading = new object?[] { common["Name"].Value, common["Status"].Value, common["Programme"].Value, common["Coordinator"].Value, texts["Export.Invited"].Value, texts["Export.WaitingSince"].Value };
        var rows = citizens.Select(c => new object?[] { c.FullName, texts[$"State.{c.State}"].Value, c.ProgrammeName.ToString(), c.CoordinatorName, c.InvitedAt.DanishDate(), c.WaitingSince?.DanishDate() });
        return Results.File(CsvText.File(rows.Prepend(heading)), CsvText.ContentType, texts["Export.FileName"]);
    }
}
