using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Citizens;

/// <summary>The questions to a citizen, in the order in which they are asked.</summary>
public enum WishesStep
{
    Goals,
    Interests,
    Languages,
    Times,
    Where,
    Mentor,
    Reservations,
    Words,
}

/// <summary>
/// Answers as they were typed or ticked, before anybody has looked at them: a form keeps what is in it. Lists are never
/// null, though a form in which nothing of a list is ticked sets it so.
/// </summary>
public sealed class WishesAnswers
{
    /// <summary>The level taken for a language that is only said to be spoken well.</summary>
    public const int SpokenWell = 3;

    public List<string> Goals { get; set => field = value ?? []; } = [];

    public List<string> Interests { get; set => field = value ?? []; } = [];

    public List<string> Dislikes { get; set => field = value ?? []; } = [];

    /// <summary>How well Danish and English are spoken, 1–4; 0 for not at all, null where not answered.</summary>
    public int? Danish { get; set; }

    public int? English { get; set; }

    /// <summary>Codes of further languages that are spoken well.</summary>
    public List<string> OtherLanguages { get; set => field = value ?? []; } = [];

    /// <summary>The bits of <see cref="Common.WeekTimes"/>.</summary>
    public List<int> Times { get; set => field = value ?? []; } = [];

    public string? Postcode { get; set; }

    /// <summary>The farthest in km; 0 for any distance.</summary>
    public int? DistanceKm { get; set; }

    public string? BirthYear { get; set; }

    /// <summary>A <see cref="Programmes.Gender"/>; empty where not answered.</summary>
    public string? Gender { get; set; }

    /// <summary>Woman or Man; empty for no wish.</summary>
    public string? WantedGender { get; set; }

    /// <summary>Question key to option key; empty for no wish.</summary>
    public Dictionary<string, string> Approaches { get; set => field = value ?? []; } = [];

    public List<string> Traits { get; set => field = value ?? []; } = [];

    public List<string> Reservations { get; set => field = value ?? []; } = [];

    public string? OwnWords { get; set; }

    public bool ShareGoals { get; set; }

    /// <summary>Asked of the coordinator alone.</summary>
    public List<string> TargetGroups { get; set => field = value ?? []; } = [];

    /// <summary>What is saved, in the shape of the form.</summary>
    public static WishesAnswers Of(Wishes wishes) => new()
    {
        Goals = [.. wishes.Goals],
        Interests = [.. wishes.Interests],
        Dislikes = [.. wishes.Dislikes],
        Danish = LevelOf(wishes, "da"),
        English = LevelOf(wishes, "en"),
        OtherLanguages = [.. wishes.Languages.Select(l => l.Code).Where(code => code is not ("da" or "en"))],
        Times = [.. Enumerable.Range(0, 21).Where(bit => (wishes.Times.Mask & (1 << bit)) != 0)],
        Postcode = wishes.Postcode?.ToString(),
        DistanceKm = wishes.DistanceCapKm ?? (wishes.SavedAt is null ? null : 0),
        BirthYear = wishes.BirthYear?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Gender = wishes.Gender?.ToString(),
        WantedGender = wishes.WantedGender?.ToString(),
        Approaches = new(wishes.Approaches),
        Traits = [.. wishes.Traits],
        Reservations = [.. wishes.Reservations],
        OwnWords = wishes.OwnWords,
        ShareGoals = wishes.ShareGoals,
        TargetGroups = [.. wishes.TargetGroups],
    };

    private static int? LevelOf(Wishes wishes, string code) =>
        wishes.Languages.FirstOrDefault(l => l.Code == code)?.Level ?? (wishes.Languages.Count > 0 ? 0 : null);

    internal List<LanguageSkill> Skills() =>
    [
        .. new[] { (Code: "da", Level: Danish), (Code: "en", Level: English) }
            .Where(l => l.Level is >= 1 and <= 4).Select(l => new LanguageSkill(l.Code, l.Level!.Value)),
        .. Catalogues.LanguageCodes.Where(code => code is not ("da" or "en") && OtherLanguages.Contains(code))
            .Select(code => new LanguageSkill(code, SpokenWell)),
    ];
}
