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
        ["administration"] = new() { ["job"] = .6, ["economy"] = .6, ["digital"] = .6, ["structure"] = .4 },
        ["agriculture"] = new() { ["job"] = .5, ["structure"] = .4, ["leisure"] = .4 },
        ["care"] = new() { ["structure"] = .7, ["network"] = .5, ["language"] = .4, ["job"] = .5 },
        ["construction"] = new() { ["job"] = .7, ["education"] = .5, ["leisure"] = .3 },
        ["culture"] = new() { ["leisure"] = .8, ["network"] = .6, ["language"] = .4 },
        ["finance"] = new() { ["economy"] = 1, ["structure"] = .4, ["digital"] = .4 },
        ["industry"] = new() { ["job"] = .7, ["education"] = .4 },
        ["it"] = new() { ["digital"] = 1, ["education"] = .4, ["job"] = .5 },
        ["leadership"] = new() { ["job"] = .9, ["network"] = .5, ["economy"] = .4 },
        ["sales"] = new() { ["job"] = .7, ["network"] = .5, ["language"] = .4 },
        ["social"] = new() { ["structure"] = .8, ["network"] = .7, ["language"] = .4 },
        ["teaching"] = new() { ["education"] = 1, ["language"] = .8, ["structure"] = .4 },
        ["transport"] = new() { ["job"] = .6, ["structure"] = .3 },
    });

    /// <summary>Motivation → goal.</summary>
    public static FitTable Motivation { get; } = Table(new()
    {
        ["community"] = new() { ["network"] = 1, ["leisure"] = .7, ["language"] = .5 },
        ["own_experience"] = new() { ["structure"] = .7, ["network"] = .6, ["job"] = .5 },
        ["share_profession"] = new() { ["job"] = 1, ["education"] = .7, ["digital"] = .4 },
        ["practical_help"] = new() { ["economy"] = .9, ["digital"] = .7, ["structure"] = .6 },
        ["teach"] = new() { ["education"] = .9, ["language"] = .9, ["digital"] = .6 },
        ["be_active"] = new() { ["leisure"] = 1, ["structure"] = .5, ["network"] = .5 },
    });

    private static FitTable Table(Dictionary<string, Dictionary<string, double>> rows) =>
        new(rows.ToDictionary(
            row => row.Key, row => (IReadOnlyDictionary<string, double>)row.Value, StringComparer.Ordinal));
}
