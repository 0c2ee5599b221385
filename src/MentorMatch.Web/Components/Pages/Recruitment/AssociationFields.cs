using MentorMatch.Core.Recruitment;
using MentorMatch.Web.Components.Shared;

namespace MentorMatch.Web.Components.Pages.Recruitment;

/// <summary>An association as it stands in the form.</summary>
public sealed class AssociationFields
{
    public Guid? Id { get; init; }
    public uint? Version { get; init; }
    public Guid? ProgrammeId { get; set; }
    public string? Name { get; set; }
    public string? ContactName { get; set; }
    public string? ContactEmail { get; set; }
    public string? ContactPhone { get; set; }
    public string? Notes { get; set; }
    public bool ContactedNow { get; set; }

    public static AssociationFields From(AssociationListItem association) => new()
    {
        Id = association.Id,
        Version = association.Version,
        ProgrammeId = association.ProgrammeId,
        Name = association.Name,
        ContactName = association.ContactName,
        ContactEmail = association.ContactEmail,
        ContactPhone = PhoneText.Of(association.ContactPhone),
        Notes = association.Notes,
    };

    public SaveAssociation ToCommand() => new()
    {
        Id = Id,
        Version = Version,
        ProgrammeId = ProgrammeId,
        Name = Name,
        ContactName = ContactName,
        ContactEmail = ContactEmail,
        ContactPhone = ContactPhone,
        Notes = Notes,
        ContactedNow = ContactedNow,
    };
}
