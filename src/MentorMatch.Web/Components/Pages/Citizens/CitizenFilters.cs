using MentorMatch.Core.Citizens;

namespace MentorMatch.Web.Components.Pages.Citizens;

/// <summary>Reads the filter of the list from the address; what makes no sense is left out.</summary>
internal static class CitizenFilters
{
    public static CitizenFilter Of(string? search, string? state, string? programme, string? sort) => new()
    {
        Search = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        State = Parsed<CitizenState>(state),
        ProgrammeId = Guid.TryParse(programme, out var id) ? id : null,
        Sort = Parsed<CitizenSort>(sort) ?? CitizenSort.WaitingLongest,
    };

    private static T? Parsed<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;
}
