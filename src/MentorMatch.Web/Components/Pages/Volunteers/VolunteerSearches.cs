using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;

namespace MentorMatch.Web.Components.Pages.Volunteers;

/// <summary>Reads the search of the list from the address; what makes no sense is left out.</summary>
internal static class VolunteerSearches
{
    public static VolunteerSearch Of(string? q, string? state, string? programme, string? source, string? sort) => new()
    {
        Text = string.IsNullOrWhiteSpace(q) ? null : q.Trim(),
        State = Parsed<VolunteerState>(state),
        ProgrammeId = Guid.TryParse(programme, out var id) ? id : null,
        Source = Catalogues.Sources.Contains(source) ? source : null,
        Sort = Parsed<VolunteerSort>(sort) ?? VolunteerSort.Newest,
    };

    private static T? Parsed<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;
}
