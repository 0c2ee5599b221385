namespace MentorMatch.Web.Components.Pages.Public;

/// <summary>Marks the texts of the pages that everybody can read.</summary>
public sealed class PublicTexts;
