namespace MentorMatch.Web.Components.Shared;

/// <param name="Label">Under the point or bar: a date, a group.</param>
/// <param name="Value">Null where there is no figure to show.</param>
public sealed record ChartPoint(string Label, double? Value);
