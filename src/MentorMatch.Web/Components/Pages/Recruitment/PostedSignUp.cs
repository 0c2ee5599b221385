using System.Globalization;
using MentorMatch.Core.Recruitment;
using MentorMatch.Web.Components.Shared;

namespace MentorMatch.Web.Components.Pages.Recruitment;

/// <summary>The fields of signing up as they are posted: those of one page, and the consent of the last.</summary>
public sealed class PostedSignUp
{
    public string? Programme { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? BirthYear { get; set; }
    public string? Postcode { get; set; }
    public string? OccupationField { get; set; }

    /// <summary>Never null, though the binder sets null where nothing is ticked.</summary>
    public List<string> Interests { get; set => field = value ?? []; } = [];

    public List<int> Times { get; set => field = value ?? []; } = [];
    public string? Motivation { get; set; }
    public string? Source { get; set; }
    public bool? InformationMeeting { get; set; }
    public bool Consent { get; set; }

    /// <summary>The form as it was left.</summary>
    public static PostedSignUp From(SignUpAnswers answers) => new()
    {
        Programme = answers.ProgrammeSlug,
        Name = answers.FirstName is null ? null : $"{answers.FirstName} {answers.LastName}",
        Email = answers.Email,
        Phone = answers.Phone,
        BirthYear = answers.BirthYear?.ToString(CultureInfo.InvariantCulture),
        Postcode = answers.Postcode,
        OccupationField = answers.OccupationField,
        Interests = [.. answers.Interests],
        Times = [.. Enumerable.Range(0, 21).Where(bit => (answers.Times & (1 << bit)) != 0)],
        Motivation = answers.Motivation,
        Source = answers.Source,
        InformationMeeting = answers.InformationMeeting,
    };

    public SignUpInput ToInput() => new()
    {
        Programme = Programme,
        Name = Name,
        Email = Email,
        Phone = Phone,
        BirthYear = BirthYear,
        Postcode = Postcode,
        OccupationField = OccupationField,
        Interests = Interests,
        Times = WeekGrid.TimesOf(Times),
        Motivation = Motivation,
        Source = Source,
        InformationMeeting = InformationMeeting,
    };
}
