using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Web.Access;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Pages.Volunteers;

/// <summary>What is fetched rather than shown: the list of volunteers as a file.</summary>
public static class VolunteersEndpoints
{
    public static void MapVolunteers(this WebApplication app) =>
        app.MapGet("/coordinator/volunteers/export.csv", ExportAsync).RequireAuthorization(Policies.Coordinator);

    private static async Task<IResult> ExportAsync(
        string? q, string? state, string? programme, string? source, string? sort,
        VolunteerList list, CurrentActor currentActor, IStringLocalizerFactory texts, CancellationToken ct)
    {
        var actor = await currentActor.GetAsync();
        var (staff, common, words) = (texts.Create(typeof(VolunteersStaffTexts)), texts.Create(typeof(CommonTexts)), texts.Create(typeof(ProgrammesTexts)));
        var programmes = (await list.CountsAsync(actor, ct)).ToDictionary(c => c.ProgrammeId, c => c.ProgrammeName.ToString());
        var volunteers = await list.AllAsync(actor, VolunteerSearches.Of(q, state, programme, source, sort), ct);
        object?[] heading =
        [
            common["Name"].Value, common["Email"].Value, common["Phone"].Value, common["Status"].Value, common["Programme"].Value,
            staff["List.Source"].Value, staff["List.Applied"].Value, staff["List.Citizens"].Value, staff["Facts.Capacity"].Value,
        ];
        var rows = volunteers.Select(v => new object?[]
        {
            v.FullName, v.Email, v.Phone, staff[$"State.{v.State}"].Value, programmes.GetValueOrDefault(v.ProgrammeId),
            v.SourceDetail ?? words[$"Source.{v.Source}"].Value, v.AppliedAt.DanishDate(), v.Used, v.Capacity,
        });
        return Results.File(CsvText.File(rows.Prepend(heading)), CsvText.ContentType, staff["Export.FileName"]);
    }
}
