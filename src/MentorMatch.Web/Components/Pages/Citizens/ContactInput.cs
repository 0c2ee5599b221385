namespace MentorMatch.Web.Components.Pages.Citizens;

/// <summary>Names and ways to reach a citizen, as they are typed.</summary>
public sealed class ContactInput
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string Language { get; set; } = "da";
}
