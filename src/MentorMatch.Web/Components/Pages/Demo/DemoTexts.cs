namespace MentorMatch.Web.Components.Pages.Demo;

/// <summary>Marks the texts of the pages that show the components in development.</summary>
public sealed class DemoTexts;
