namespace MentorMatch.Core.Common;

public enum DataCategory
{
    /// <summary>Who somebody is: name, birth year.</summary>
    Identity,

    /// <summary>How somebody is reached: address, phone.</summary>
    Contact,

    /// <summary>What somebody likes, wants or can.</summary>
    Preference,

    /// <summary>Free text that may tell of somebody's life.</summary>
    SensitiveText,

    /// <summary>What signing in needs.</summary>
    Account,

    /// <summary>What somebody did here, and when.</summary>
    Activity,
}

/// <summary>How long a column is kept.</summary>
public enum Keep
{
    /// <summary>As long as the person takes part, and six months after.</summary>
    WhileTakingPart,

    /// <summary>As long as the account is there.</summary>
    WhileAccount,

    /// <summary>Five years, as evidence of what was decided and by whom.</summary>
    FiveYears,

    /// <summary>Until it has served, thirty days at most.</summary>
    ThirtyDays,
}

/// <summary>Marks a column with personal data. A test fails on a column of a person that is neither this nor <see cref="NotPersonalAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute(DataCategory category, Keep keep = Keep.WhileTakingPart) : Attribute
{
    public DataCategory Category { get; } = category;

    public Keep Keep { get; } = keep;

    /// <summary>For names that are kept as evidence: the column that says since when, in the same row.</summary>
    public string? Since { get; init; }
}

/// <summary>Marks a column, or a whole entity, that says nothing about a person.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class NotPersonalAttribute : Attribute;
