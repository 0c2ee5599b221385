using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Volunteers;

internal sealed class VolunteerMapping : IEntityTypeConfiguration<Volunteer>
{
    public void Configure(EntityTypeBuilder<Volunteer> builder)
    {
        builder.ToTable(t => t.HasCheckConstraint("ck_volunteers_used", "used >= 0 and used <= capacity"));
        builder.HasIndex(v => new { v.ProgrammeId, v.State });
        builder.HasIndex(v => new { v.ProgrammeId, v.LastName, v.FirstName });
        builder.HasIndex(v => new { v.AccountId, v.ProgrammeId }).IsUnique();
        builder.HasIndex(v => new { v.ProgrammeId, v.AppliedAt });
        builder.HasIndex(v => v.AssociationId);
        builder.HasIndex(v => v.IdleSince).HasFilter("idle_since is not null");
        builder.Property(v => v.FirstName).HasMaxLength(60);
        builder.Property(v => v.LastName).HasMaxLength(60);
        builder.Property(v => v.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(v => v.Phone).HasMaxLength(20);
        builder.Property(v => v.Language).HasMaxLength(10);
        builder.Property(v => v.Source).HasMaxLength(40);
        builder.Property(v => v.SourceDetail).HasMaxLength(120);
        builder.Property(v => v.Motivation).HasMaxLength(2000);
        builder.Property(v => v.ConfidentialityVersion).HasMaxLength(20);
        builder.Property(v => v.CertificateCheckedBy).HasMaxLength(120);
        builder.Property(v => v.TrainingExemptionReason).HasMaxLength(500);
        builder.Property(v => v.TrainingExemptedBy).HasMaxLength(120);
        builder.Property<uint>("Version").IsRowVersion();
        builder.Ignore(v => v.StateChanges);
        builder.Ignore(v => v.FullName);
        builder.OwnsOne(v => v.Guide, MapGuide);
        builder.Navigation(v => v.Guide).IsRequired();
    }

    private static void MapGuide(OwnedNavigationBuilder<Volunteer, MatchGuide> guide)
    {
        guide.Property(g => g.OccupationField).HasMaxLength(40);
        guide.Property(g => g.Occupation).HasMaxLength(120);
        guide.Property(g => g.Languages).IsJson();
        guide.Property(g => g.Answers).IsJson();
        guide.Property(g => g.Presentation).HasMaxLength(600);
        guide.Property(g => g.Notes).HasMaxLength(8000);
        guide.Property(g => g.SavedBy).HasMaxLength(120);
        guide.Property(g => g.ApprovedBy).HasMaxLength(120);
    }
}
