using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Citizens;

/// <summary>The citizen's side of a match, saved step by step.</summary>
public sealed class Wishes
{
    [Personal(DataCategory.Preference)]
    public List<string> Goals { get; set; } = [];

    [Personal(DataCategory.Preference)]
    public List<string> Interests { get; set; } = [];

    [Personal(DataCategory.Preference)]
    public List<string> Dislikes { get; set; } = [];

    [Personal(DataCategory.Preference)]
    public List<LanguageSkill> Languages { get; set; } = [];

    [Personal(DataCategory.Preference)]
    public WeekTimes Times { get; set; }

    [Personal(DataCategory.Contact)]
    public Postcode? Postcode { get; set; }

    [Personal(DataCategory.Identity)]
    public int? BirthYear { get; set; }

    /// <summary>Stated by the citizen, used only where a volunteer wishes to help a woman or a man.</summary>
    [Personal(DataCategory.Identity)]
    public Gender? Gender { get; set; }

    /// <summary>The farthest the citizen will go, in km as the crow flies; null for any distance.</summary>
    [Personal(DataCategory.Preference)]
    public int? DistanceCapKm { get; set; }

    /// <summary>A wish for a woman or a man as mentor: a filter, never a score.</summary>
    [Personal(DataCategory.Preference)]
    public Gender? WantedGender { get; set; }

    [Personal(DataCategory.Preference)]
    public List<string> TargetGroups { get; set; } = [];

    /// <summary>Scenario question key to the way of acting that the citizen wishes for.</summary>
    [Personal(DataCategory.Preference)]
    public Dictionary<string, string> Approaches { get; set; } = [];

    /// <summary>Which of <see cref="Catalogues.Traits"/> hold for this person; the other side's reservations are asked against them.</summary>
    [Personal(DataCategory.Preference)]
    public List<string> Traits { get; set; } = [];

    [Personal(DataCategory.Preference)]
    public List<string> Reservations { get; set; } = [];

    /// <summary>In the citizen's own words; seen by the citizen and their coordinator alone.</summary>
    [Personal(DataCategory.SensitiveText)]
    public string? OwnWords { get; set; }

    /// <summary>Whether goals may be told to a mentor once there is a match.</summary>
    [Personal(DataCategory.Preference)]
    public bool ShareGoals { get; set; }

    /// <summary>The coordinator sat beside: who.</summary>
    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(SavedAt))]
    public string? WrittenWith { get; set; }

    [NotPersonal]
    public DateTimeOffset? SavedAt { get; set; }

    /// <summary>Who saved last: the citizen, or the coordinator who sat beside.</summary>
    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(SavedAt))]
    public string? SavedBy { get; set; }

    [NotPersonal]
    public DateTimeOffset? SentAt { get; set; }
}
