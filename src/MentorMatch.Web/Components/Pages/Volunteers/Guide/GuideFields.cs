using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;

namespace MentorMatch.Web.Components.Pages.Volunteers.Guide;

/// <summary>The match guide as it stands in the form.</summary>
public sealed class GuideFields
{
    public string? BirthYear { get; set; }
    public Gender? Gender { get; set; }
    public Gender? WantedGender { get; set; }
    public string? Postcode { get; set; }
    public string? OccupationField { get; set; }
    public string? Occupation { get; set; }
    public List<string> Likes { get; set; } = [];
    public List<string> Dislikes { get; set; } = [];
    public Dictionary<string, int> Languages { get; init; } = [];
    public WeekTimes Times { get; set; }
    public List<string> TargetGroups { get; set; } = [];
    public string? DistanceCapKm { get; set; }
    public List<string> Traits { get; set; } = [];
    public List<string> Reservations { get; set; } = [];
    public List<string> GoalReservations { get; set; } = [];
    public Dictionary<string, string> Answers { get; init; } = [];
    public string? Presentation { get; set; }
    public string? Notes { get; set; }

    public static GuideFields From(MatchGuideInput guide) => new()
    {
        BirthYear = guide.BirthYear,
        Gender = guide.Gender,
        WantedGender = guide.WantedGender,
        Postcode = guide.Postcode,
        OccupationField = guide.OccupationField,
        Occupation = guide.Occupation,
        Likes = [.. guide.Likes],
        Dislikes = [.. guide.Dislikes],
        Languages = guide.Languages.ToDictionary(skill => skill.Code, skill => skill.Level),
        Times = guide.Times,
        TargetGroups = [.. guide.TargetGroups],
        DistanceCapKm = guide.DistanceCapKm,
        Traits = [.. guide.Traits],
        Reservations = [.. guide.Reservations.Intersect(Catalogues.Reservations)],
        GoalReservations = [.. guide.Reservations.Intersect(Catalogues.Goals)],
        Answers = guide.Answers.ToDictionary(),
        Presentation = guide.Presentation,
        Notes = guide.Notes,
    };

    public MatchGuideInput ToInput() => new()
    {
        BirthYear = BirthYear,
        Gender = Gender,
        WantedGender = WantedGender,
        Postcode = Postcode,
        OccupationField = OccupationField,
        Occupation = Occupation,
        Likes = Likes,
        Dislikes = Dislikes,
        Languages = [.. Catalogues.LanguageCodes.Where(Languages.ContainsKey).Select(code => new LanguageSkill(code, Languages[code]))],
        Times = Times,
        TargetGroups = TargetGroups,
        DistanceCapKm = DistanceCapKm,
        Traits = Traits,
        Reservations = [.. Reservations, .. GoalReservations],
        Answers = Answers,
        Presentation = Presentation,
        Notes = Notes,
    };

    /// <summary>A level of a language; 0 takes the language out.</summary>
    public void SetLanguage(string code, int level)
    {
        if (level is >= 1 and <= 4) Languages[code] = level;
        else Languages.Remove(code);
    }
}
