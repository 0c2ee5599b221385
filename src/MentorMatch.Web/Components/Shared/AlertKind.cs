namespace MentorMatch.Web.Components.Shared;

public enum AlertKind
{
    Info,
    Success,
    Warning,
    Error,
}
