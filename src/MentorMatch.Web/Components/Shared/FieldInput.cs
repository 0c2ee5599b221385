namespace MentorMatch.Web.Components.Shared;

/// <summary>What an input must carry to belong to its label, hint and error.</summary>
/// <param name="Id">Of the input; hint and error have it with -hint and -error.</param>
/// <param name="Name">Under which it is posted.</param>
/// <param name="Invalid">"true", or null where nothing is wrong.</param>
/// <param name="DescribedBy">The ids of hint and error, or null.</param>
public sealed record FieldInput(string Id, string Name, string? Invalid, string? DescribedBy);

/// <summary>One answer of a list.</summary>
public sealed record Option<TValue>(TValue Value, string Text, string? Hint = null)
{
    /// <summary>The value as it is posted.</summary>
    public string Posted => Convert.ToString(Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
