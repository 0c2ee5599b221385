namespace MentorMatch.Ranking;

/// <summary>
/// Fits of the keys that the product ships with: a starting point of common sense, not measured. A programme that
/// names its own keys adds its own rows.
/// </summary>
public static class DefaultFits
{
    /// <summary>Occupation field → goal.</summary>
    public static FitTable Occupation { get; } = Table(new()
    {
        ["Office"] = new() { ["FindJob"] = .6, ["KeepJob"] = .5, ["DigitalSkills"] = .6, ["UnderstandLetters"] = .7, ["SortMoney"] = .4 },
        ["Craft"] = new() { ["FindJob"] = .7, ["KeepJob"] = .5, ["FindEducation"] = .5, ["LeisureActivity"] = .3 },
        ["Transport"] = new() { ["FindJob"] = .6, ["KeepJob"] = .4, ["GetOut"] = .3 },
        ["Retail"] = new() { ["FindJob"] = .6, ["KeepJob"] = .5, ["BetterDanish"] = .4, ["MeetPeople"] = .4 },
        ["Care"] = new() { ["DailyRoutine"] = .7, ["GetOut"] = .5, ["Confidence"] = .6, ["MeetPeople"] = .5 },
        ["Teaching"] = new() { ["FindEducation"] = 1, ["BetterDanish"] = .9, ["Confidence"] = .6, ["UnderstandLetters"] = .6 },
        ["Technology"] = new() { ["DigitalSkills"] = 1, ["FindEducation"] = .4, ["FindJob"] = .5 },
        ["Farming"] = new() { ["FindJob"] = .5, ["DailyRoutine"] = .4, ["GetOut"] = .5 },
        ["Finance"] = new() { ["SortMoney"] = 1, ["UnderstandLetters"] = .6, ["DigitalSkills"] = .4 },
        ["Kitchen"] = new() { ["FindJob"] = .6, ["DailyRoutine"] = .4, ["MeetPeople"] = .3 },
        ["Public"] = new() { ["UnderstandLetters"] = .9, ["SortMoney"] = .5, ["FindJob"] = .5 },
        ["SelfEmployed"] = new() { ["FindJob"] = .6, ["SortMoney"] = .5, ["Confidence"] = .4 },
        ["Student"] = new() { ["FindEducation"] = .8, ["LeisureActivity"] = .5, ["MeetPeople"] = .5, ["DigitalSkills"] = .4 },
        ["Retired"] = new() { ["GetOut"] = .4, ["DailyRoutine"] = .4 },
    });

    /// <summary>Motivation → goal.</summary>
    public static FitTable Motivation { get; } = Table(new()
    {
        ["Community"] = new() { ["MeetPeople"] = 1, ["LeisureActivity"] = .7, ["GetOut"] = .7, ["BetterDanish"] = .5 },
        ["OwnExperience"] = new() { ["Confidence"] = .8, ["DailyRoutine"] = .7, ["MeetPeople"] = .6, ["FindJob"] = .5 },
        ["ShareProfession"] = new() { ["FindJob"] = 1, ["KeepJob"] = .8, ["FindEducation"] = .7, ["DigitalSkills"] = .4 },
        ["PracticalHelp"] = new() { ["SortMoney"] = .9, ["UnderstandLetters"] = .9, ["DigitalSkills"] = .7, ["DailyRoutine"] = .6 },
        ["Teach"] = new() { ["FindEducation"] = .9, ["BetterDanish"] = .9, ["DigitalSkills"] = .6 },
        ["BeActive"] = new() { ["LeisureActivity"] = 1, ["GetOut"] = .9, ["MeetPeople"] = .5 },
    });

    private static FitTable Table(Dictionary<string, Dictionary<string, double>> rows) =>
        new(rows.ToDictionary(
            row => row.Key, row => (IReadOnlyDictionary<string, double>)row.Value, StringComparer.Ordinal));
}
