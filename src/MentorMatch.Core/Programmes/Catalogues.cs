namespace MentorMatch.Core.Programmes;

/// <summary>
/// The shared vocabulary of what is compared. Keys are stored; words are in the texts as "Interest.Fishing",
/// "Goal.FindJob" and so on.
/// </summary>
public static class Catalogues
{
    public static IReadOnlyList<string> Interests { get; } =
    [
        "Fishing", "Football", "Running", "Walking", "Cycling", "Swimming", "Fitness", "Cooking", "Baking", "Gardening",
        "Animals", "Nature", "Music", "Singing", "Reading", "Writing", "Films", "Computers", "Gaming", "Photography",
        "Crafts", "Knitting", "Painting", "Woodwork", "Cars", "Travel", "History", "BoardGames", "Chess", "Dance",
        "Handball", "Volunteering", "Economy", "Languages",
    ];

    public static IReadOnlyList<string> Goals { get; } =
    [
        "FindJob", "FindEducation", "KeepJob", "DailyRoutine", "GetOut", "MeetPeople", "SortMoney", "DigitalSkills",
        "BetterDanish", "LeisureActivity", "Confidence", "UnderstandLetters",
    ];

    public static IReadOnlyList<string> OccupationFields { get; } =
    [
        "Office", "Craft", "Transport", "Retail", "Care", "Teaching", "Technology", "Farming", "Finance", "Kitchen",
        "Public", "SelfEmployed", "Student", "Retired", "Other",
    ];

    /// <summary>What somebody says of their home and habits, and what the other side may rule out. Never health.</summary>
    public static IReadOnlyList<string> Traits { get; } = ["Dog", "Cat", "Smoking"];

    /// <summary>
    /// Keys that rule a match out, stated by either side: a trait of the other; for a volunteer also a goal that they
    /// would rather not help with.
    /// </summary>
    public static IReadOnlyList<string> Reservations { get; } = Traits;

    /// <summary>ISO 639-1 codes offered first; "da" and "en" on top.</summary>
    public static IReadOnlyList<string> LanguageCodes { get; } =
        ["da", "en", "de", "ar", "fa", "pl", "ro", "so", "ti", "tr", "uk", "ur"];

    public static IReadOnlyList<string> Sources { get; } =
        ["Association", "Newspaper", "Radio", "Poster", "Friend", "Web", "SocialMedia", "Other"];
}

/// <summary>A language and how well: 1 a little, 2 some, 3 well, 4 like a mother tongue.</summary>
public sealed record LanguageSkill(string Code, int Level);

public enum Gender
{
    Woman,
    Man,
    Other,
}

/// <summary>
/// What somebody states of themselves, and what the other side may wish for. Only <see cref="Wishable"/> can be wished
/// for: the wish is a filter, and no score ever sees either.
/// </summary>
public static class Genders
{
    public static IReadOnlyList<Gender> Wishable { get; } = [Gender.Woman, Gender.Man];

    /// <summary>Null where nothing, or nothing known, is stated.</summary>
    public static Gender? Parse(string? text) => Enum.TryParse<Gender>(text, out var gender) && Enum.IsDefined(gender) ? gender : null;

    /// <summary>Null for no wish.</summary>
    public static Gender? ParseWish(string? text) => Parse(text) is { } gender && Wishable.Contains(gender) ? gender : null;
}
