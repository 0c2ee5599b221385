using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Volunteers;

/// <summary>The structured interview of one volunteer: what is compared has a type, the rest is the programme's own questions.</summary>
public sealed class MatchGuide
{
    [Personal(DataCategory.Identity)]
    public int? BirthYear { get; set; }

    /// <summary>Stated by the volunteer, used only where a citizen wishes for a woman or a man.</summary>
    [Personal(DataCategory.Identity)]
    public Gender? Gender { get; set; }

    /// <summary>A wish to help a woman or a man: a filter, never a score.</summary>
    [Personal(DataCategory.Preference)]
    public Gender? WantedGender { get; set; }

    [Personal(DataCategory.Contact)]
    public Postcode? Postcode { get; set; }

    [Personal(DataCategory.Preference)]
    public string? OccupationField { get; set; }

    [Personal(DataCategory.Preference)]
    public string? Occupation { get; set; }

    [Personal(DataCategory.Preference)]
    public List<string> Likes { get; set; } = [];

    [Personal(DataCategory.Preference)]
    public List<string> Dislikes { get; set; } = [];

    [Personal(DataCategory.Preference)]
    public List<LanguageSkill> Languages { get; set; } = [];

    [Personal(DataCategory.Preference)]
    public WeekTimes Times { get; set; }

    [Personal(DataCategory.Preference)]
    public List<string> TargetGroups { get; set; } = [];

    /// <summary>The farthest the volunteer will go, in km as the crow flies; null for any distance.</summary>
    [Personal(DataCategory.Preference)]
    public int? DistanceCapKm { get; set; }

    /// <summary>Which of <see cref="Catalogues.Traits"/> hold for this person; the other side's reservations are asked against them.</summary>
    [Personal(DataCategory.Preference)]
    public List<string> Traits { get; set; } = [];

    [Personal(DataCategory.Preference)]
    public List<string> Reservations { get; set; } = [];

    /// <summary>Question key to the chosen option's key.</summary>
    [Personal(DataCategory.Preference)]
    public Dictionary<string, string> Answers { get; set; } = [];

    /// <summary>Two or three sentences that a citizen may read, agreed with the volunteer.</summary>
    [Personal(DataCategory.Preference)]
    public string? Presentation { get; set; }

    /// <summary>The coordinator's own notes of the interview.</summary>
    [Personal(DataCategory.SensitiveText)]
    public string? Notes { get; set; }

    /// <summary>Rises with each save; who saves says which one they had read.</summary>
    [NotPersonal]
    public int Revision { get; set; }

    [NotPersonal]
    public DateTimeOffset? SavedAt { get; set; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(SavedAt))]
    public string? SavedBy { get; set; }

    [NotPersonal]
    public DateTimeOffset? ApprovedAt { get; set; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(ApprovedAt))]
    public string? ApprovedBy { get; set; }
}
