using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Programmes;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Pages.Citizens;

/// <summary>Answers in words, a line each, in the language of the page.</summary>
internal sealed class WishesWords(IStringLocalizer<CitizensTexts> texts, IStringLocalizer<ProgrammesTexts> catalogue, IStringLocalizer<CommonTexts> common)
{
    private static readonly DayOfWeek[] Days = [.. Enum.GetValues<DayOfWeek>().Skip(1), DayOfWeek.Sunday];

    /// <summary>Empty where the question has no answer.</summary>
    public IReadOnlyList<string> LinesOf(WishesStep step, WishesDetails details)
    {
        var wishes = details.Wishes;
        return step switch
        {
            WishesStep.Goals => [.. wishes.Goals.Select(key => catalogue[$"Goal.{key}"].Value)],
            WishesStep.Interests => [.. Interests(wishes)],
            WishesStep.Languages => [.. wishes.Languages.Select(l => texts["Check.Language", catalogue[$"Language.{l.Code}"], texts[$"Languages.Level.{l.Level}"]].Value)],
            WishesStep.Times => [.. Times(wishes.Times)],
            WishesStep.Where => [.. Where(wishes)],
            WishesStep.Mentor => [.. Mentor(wishes, details.Programme)],
            WishesStep.Reservations => [.. Reservations(wishes)],
            WishesStep.Words => [.. Words(wishes)],
            _ => [],
        };
    }

    private IEnumerable<string> Interests(Wishes wishes)
    {
        if (wishes.Interests.Count > 0) yield return List(wishes.Interests, catalogue, "Interest.");
        if (wishes.Dislikes.Count > 0) yield return texts["Check.Dislikes", List(wishes.Dislikes, catalogue, "Interest.")];
    }

    private IEnumerable<string> Times(WeekTimes times) =>
        from day in Days
        let parts = Enum.GetValues<PartOfDay>().Where(part => times.Contains(day, part)).Select(part => common[part.ToString()].Value).ToList()
        where parts.Count > 0
        select $"{common[day.ToString()]}: {string.Join(", ", parts)}";

    private IEnumerable<string> Where(Wishes wishes)
    {
        var distance = wishes.DistanceCapKm is { } km ? texts["Where.Km", km] : texts["Where.AnyDistance"];
        if (wishes.Postcode is { } postcode) yield return texts["Check.Where", postcode, distance];
        if (wishes.BirthYear is { } year) yield return texts["Check.Born", year.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        if (wishes.Gender is { } gender) yield return catalogue[$"Gender.{gender}"];
    }

    private IEnumerable<string> Mentor(Wishes wishes, Programme programme)
    {
        if (wishes.WantedGender is { } gender) yield return texts[$"Mentor.Gender.{gender}"];
        foreach (var question in WishesRules.AskedOf(programme))
        {
            var option = question.Options.FirstOrDefault(o => o.Key == wishes.Approaches.GetValueOrDefault(question.Key));
            if (option is not null) yield return $"{question.CitizenText} {option.Text}";
        }
    }

    private IEnumerable<string> Reservations(Wishes wishes)
    {
        if (wishes.Traits.Count > 0) yield return texts["Check.Home", List(wishes.Traits, texts, "Reservations.Trait.")];
        if (wishes.Reservations.Count > 0) yield return texts["Check.Avoid", List(wishes.Reservations, texts, "Reservations.Avoid.")];
    }

    private IEnumerable<string> Words(Wishes wishes)
    {
        if (wishes.OwnWords is not null) yield return wishes.OwnWords;
        if (wishes.SavedAt is not null) yield return texts[wishes.ShareGoals ? "Check.Share.Yes" : "Check.Share.No"];
    }

    private static string List(IEnumerable<string> keys, IStringLocalizer words, string prefix) => Wording.List(keys.Select(key => words[prefix + key].Value));
}
