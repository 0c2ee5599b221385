using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Recruitment;

/// <summary>A visitor's answers on the way to becoming a volunteer, saved at each step. No account until the end.</summary>
public sealed class SignUp
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Hash of the secret in the visitor's cookie.</summary>
    [Personal(DataCategory.Account, Keep.ThirtyDays)]
    public required byte[] SecretHash { get; set; }

    [Personal(DataCategory.Activity, Keep.ThirtyDays)]
    public required SignUpAnswers Answers { get; set; }

    [NotPersonal]
    public string Language { get; set; } = "da";

    [NotPersonal]
    public required DateTimeOffset StartedAt { get; init; }

    [NotPersonal]
    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>When the visitor was reminded of the half-filled form.</summary>
    [NotPersonal]
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>When it was sent in; the volunteer it became, unless there was one already.</summary>
    [NotPersonal]
    public DateTimeOffset? SentAt { get; set; }

    public Guid? VolunteerId { get; set; }
}

/// <summary>What has been answered so far; null where not yet.</summary>
public sealed record SignUpAnswers
{
    public string? ProgrammeSlug { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public int? BirthYear { get; init; }
    public string? Postcode { get; init; }
    public string? OccupationField { get; init; }
    public List<string> Interests { get; init; } = [];
    public int Times { get; init; }
    public string? Motivation { get; init; }
    public string? Source { get; init; }

    /// <summary>The code of the association whose link was followed.</summary>
    public string? AssociationCode { get; init; }

    public bool? InformationMeeting { get; init; }
}

internal sealed class SignUpMapping : IEntityTypeConfiguration<SignUp>
{
    public void Configure(EntityTypeBuilder<SignUp> builder)
    {
        builder.HasIndex(s => s.SecretHash).IsUnique();
        builder.HasIndex(s => s.SavedAt).HasFilter("sent_at is null");
        builder.Property<uint>("Version").IsRowVersion();
        builder.Property(s => s.Answers).IsJson();
        builder.Property(s => s.Language).HasMaxLength(10);
    }
}

/// <summary>An association, workplace or club that tells its members of the programme.</summary>
public sealed class Association
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    [NotPersonal]
    public required string Name { get; set; }

    [Personal(DataCategory.Identity)]
    public string? ContactName { get; set; }

    [Personal(DataCategory.Contact)]
    public string? ContactEmail { get; set; }

    [Personal(DataCategory.Contact)]
    public string? ContactPhone { get; set; }

    [Personal(DataCategory.SensitiveText)]
    public string? Notes { get; set; }

    /// <summary>The code in its poster's address: "/sign-up?from=code".</summary>
    [NotPersonal]
    public required string Code { get; init; }

    [NotPersonal]
    public DateTimeOffset? LastContactAt { get; set; }

    [NotPersonal]
    public DateTimeOffset? RemovedAt { get; set; }
}

internal sealed class AssociationMapping : IEntityTypeConfiguration<Association>
{
    public void Configure(EntityTypeBuilder<Association> builder)
    {
        builder.HasIndex(a => a.Code).IsUnique();
        builder.HasIndex(a => a.ProgrammeId);
        builder.Property(a => a.Name).HasMaxLength(200);
        builder.Property(a => a.ContactName).HasMaxLength(120);
        builder.Property(a => a.ContactEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(a => a.ContactPhone).HasMaxLength(20);
        builder.Property(a => a.Code).HasMaxLength(40);
        builder.Property(a => a.Notes).HasMaxLength(2000);
        builder.Property<uint>("Version").IsRowVersion();
    }
}

/// <summary>Texts of signing up.</summary>
public sealed class RecruitmentTexts;

/// <summary>Texts of the recruitment pages of coordinators.</summary>
public sealed class RecruitmentStaffTexts;
