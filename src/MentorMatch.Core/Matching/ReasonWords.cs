using System.Globalization;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Matching;

/// <summary>Puts reasons, exclusions and features into the words of the current language.</summary>
public sealed class ReasonWords(
    IStringLocalizer<MatchingTexts> texts, IStringLocalizer<MatchingStaffTexts> staff, IStringLocalizer<ProgrammesTexts> catalogue)
{
    /// <summary>"I kan begge lide: fiskeri og musik." Texts have {0} for the number, {1} for what it is out of, {2} for the keys.</summary>
    public string Say(SuggestionReason reason, Programme programme)
    {
        var (number, outOf) = (Number(reason, 0), Number(reason, 1));
        var keys = reason.Args.Skip(2).ToList();
        // One of a thing reads otherwise than several.
        var one = number == "1" ? texts[$"Reason.{reason.Key}.One", number, outOf, Words(reason.Key, keys, programme)] : null;
        return one is { ResourceNotFound: false } ? one : texts[$"Reason.{reason.Key}", number, outOf, Words(reason.Key, keys, programme)];
    }

    /// <summary>Why somebody cannot be suggested, one sentence a rule that holds.</summary>
    public IReadOnlyList<string> Say(Exclusion exclusion) => [.. exclusion.Details.Select(Say)];

    public string NameOf(ExclusionReason rule) => staff[$"Rule.{rule}"];

    public string Say(EasingHint hint) => hint.Candidates == 0 ? staff["Easing.None", NameOf(hint.Rule)] : staff["Easing", hint.Candidates, NameOf(hint.Rule)];

    public string FeatureName(string feature) => staff[$"Feature.{feature}"];

    private string Say(ExclusionDetail detail) => staff[
        $"Excluded.{detail.Reason}",
        Round(detail.Number),
        Round(detail.Limit),
        detail.Reason switch
        {
            ExclusionReason.RequirementMissing => Join(detail.Missing.Select(m => staff[$"Requirement.{m.Key}"].Value)),
            ExclusionReason.NoCommonLanguage => Join(detail.Keys.Select(k => LanguageName(k))),
            ExclusionReason.WantedGender => Join(detail.Keys.Select(k => staff[$"WhoseWish.{k}"].Value)),
            _ => Join(detail.Keys.Select(AnyWord)),
        }];

    private string Words(string reason, List<string> keys, Programme programme) => reason switch
    {
        nameof(ReasonKey.CommonTimes) or nameof(ReasonKey.FewCommonTimes) => Join(keys.Select(k => texts[$"When.{k}"].Value)),
        nameof(ReasonKey.SharedLanguage) or nameof(ReasonKey.LimitedSharedLanguage) => Join(keys.Select(k => LanguageName(k))),
        nameof(ReasonKey.SharedInterests) or nameof(ReasonKey.SharedDislikes) or nameof(ReasonKey.DifferentInterests) =>
            Join(keys.Take(3).Select(k => Wording.Inside(Catalogue("Interest", k)))),
        nameof(ReasonKey.OccupationFits) => Join(keys.Select(k => Wording.Inside(Catalogue("Goal", k)))),
        nameof(ReasonKey.MotivationFits) => Join(keys.Skip(1).Select(k => Wording.Inside(Catalogue("Goal", k)))),
        nameof(ReasonKey.PrefersTargetGroup) or nameof(ReasonKey.PrefersOtherTargetGroups) =>
            Join(keys.Select(k => Wording.Inside(programme.TargetGroups.FirstOrDefault(g => g.Key == k)?.Name.ToString() ?? k))),
        _ => Join(keys),
    };

    /// <summary>A reservation may name a trait, a goal or an occupation.</summary>
    private string AnyWord(string key)
    {
        foreach (var kind in (string[])["Trait", "Goal", "OccupationField"])
        {
            var word = catalogue[$"{kind}.{key}"];
            if (!word.ResourceNotFound) return Wording.Inside(word.Value);
        }

        return key;
    }

    private string Catalogue(string kind, string key)
    {
        var word = catalogue[$"{kind}.{key}"];
        return word.ResourceNotFound ? key : word.Value;
    }

    private string LanguageName(string code) => Wording.LanguageInside(Catalogue("Language", code));

    private string Join(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count < 2 ? string.Concat(all) : texts["List.And", string.Join(", ", all.SkipLast(1)), all[^1]];
    }

    private static string Number(SuggestionReason reason, int at) => reason.Args.Count > at ? reason.Args[at] : "";

    private static string Round(double? value) => value is { } number ? Math.Round(number).ToString(CultureInfo.CurrentCulture) : "";
}
