namespace MentorMatch.Web.Components.Shared;

public enum ButtonKind
{
    Primary,
    Secondary,
    Tertiary,

    /// <summary>For what cannot be undone.</summary>
    Warning,
}

internal static class ButtonClasses
{
    public static string Of(ButtonKind kind) => kind switch
    {
        ButtonKind.Primary => "button button-primary",
        ButtonKind.Secondary => "button button-secondary",
        ButtonKind.Tertiary => "button button-tertiary",
        _ => "button button-warning",
    };
}
