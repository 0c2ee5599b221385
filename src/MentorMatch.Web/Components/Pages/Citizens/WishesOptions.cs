using MentorMatch.Core.Citizens;
using MentorMatch.Core.Programmes;
using MentorMatch.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Pages.Citizens;

/// <summary>The answers that each question offers, in the language of the page.</summary>
internal sealed class WishesOptions(IStringLocalizer<CitizensTexts> texts, IStringLocalizer<ProgrammesTexts> catalogue)
{
    public List<Option<string>> Goals => [.. Catalogues.Goals.Select(key => new Option<string>(key, catalogue[$"Goal.{key}"]))];

    public List<Option<string>> Interests => [.. Catalogues.Interests.Select(key => new Option<string>(key, catalogue[$"Interest.{key}"]))];

    public List<Option<int?>> Levels => [.. new[] { 4, 3, 2, 1, 0 }.Select(level => new Option<int?>(level, texts[$"Languages.Level.{level}"]))];

    public List<Option<string>> OtherLanguages =>
        [.. Catalogues.LanguageCodes.Where(code => code is not ("da" or "en")).Select(code => new Option<string>(code, catalogue[$"Language.{code}"]))];

    /// <summary>The distances that are offered, with the one that was saved if it is another.</summary>
    public List<Option<int?>> Distances(int? saved) =>
        [.. WishesRules.Distances.Append(saved ?? 0).Distinct().OrderBy(km => km == 0 ? int.MaxValue : km).Select(km => new Option<int?>(km, km == 0 ? texts["Where.AnyDistance"] : texts["Where.Km", km]))];

    /// <summary>What the citizen states of themselves; the empty one says nothing.</summary>
    public List<Option<string>> OwnGenders =>
        [.. Enum.GetValues<Gender>().Select(gender => new Option<string>(gender.ToString(), catalogue[$"Gender.{gender}"])), new("", texts["Where.Gender.None"])];

    public List<Option<string>> WantedGenders =>
        [new("", texts["Mentor.Gender.Any"]), new(nameof(Gender.Woman), texts["Mentor.Gender.Woman"]), new(nameof(Gender.Man), texts["Mentor.Gender.Man"])];

    public List<Option<string>> Traits => [.. Catalogues.Traits.Select(key => new Option<string>(key, texts[$"Reservations.Trait.{key}"]))];

    public List<Option<string>> Reservations => [.. Catalogues.Reservations.Select(key => new Option<string>(key, texts[$"Reservations.Avoid.{key}"]))];

    public List<Option<string>> Of(ProgrammeQuestion question) =>
        [.. question.Options.Select(option => new Option<string>(option.Key, option.Text.ToString())), new("", texts["Mentor.NoWish"])];
}
