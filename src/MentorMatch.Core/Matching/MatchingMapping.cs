using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Matching;

internal sealed class ShortlistMapping : IEntityTypeConfiguration<Shortlist>
{
    public void Configure(EntityTypeBuilder<Shortlist> builder)
    {
        // A citizen has one list at a time.
        builder.HasIndex(s => s.CitizenId).IsUnique()
            .HasFilter("state in ('Draft', 'Published', 'HelpAsked', 'Chosen')").HasDatabaseName("ix_shortlists_open");
        builder.HasIndex(s => new { s.ProgrammeId, s.State });
        builder.HasOne<Citizen>().WithMany().HasForeignKey(s => s.CitizenId);
        builder.HasMany(s => s.Suggestions).WithOne().HasForeignKey(s => s.ShortlistId);
        builder.Property(s => s.PublishedBy).HasMaxLength(120);
        builder.Property(s => s.ChosenWith).HasMaxLength(120);
        builder.Property(s => s.AnswerText).HasMaxLength(1000);
        builder.Property(s => s.ModelVersion).HasMaxLength(40);
        builder.Property(s => s.ShadowVersion).HasMaxLength(40);
        builder.Property<uint>("Version").IsRowVersion();
        builder.Ignore(s => s.StateChanges);
    }
}

internal sealed class SuggestionMapping : IEntityTypeConfiguration<Suggestion>
{
    public void Configure(EntityTypeBuilder<Suggestion> builder)
    {
        builder.HasIndex(s => new { s.ShortlistId, s.VolunteerId }).IsUnique();
        builder.HasIndex(s => s.VolunteerId);
        builder.HasOne<Volunteer>().WithMany().HasForeignKey(s => s.VolunteerId);
        builder.Property(s => s.Contributions).IsJson();
        builder.Property(s => s.Reasons).IsJson();
        builder.Property(s => s.FeatureHash).HasMaxLength(64);
        builder.Property(s => s.ModelVersion).HasMaxLength(40);
        builder.Property(s => s.RemovedReason).HasMaxLength(500);
        builder.Property(s => s.OverrideReason).HasMaxLength(500);
        builder.Property<uint>("Version").IsRowVersion();
        builder.Ignore(s => s.StateChanges);
    }
}

internal sealed class MatchMapping : IEntityTypeConfiguration<Match>
{
    public void Configure(EntityTypeBuilder<Match> builder)
    {
        // A citizen has one live match at a time.
        builder.HasIndex(m => m.CitizenId).IsUnique()
            .HasFilter("state in ('Requested', 'Accepted', 'Started', 'OnHold', 'Closing')").HasDatabaseName("ix_matches_live_citizen");
        builder.HasIndex(m => new { m.VolunteerId, m.State });
        builder.HasIndex(m => new { m.ProgrammeId, m.State });
        builder.HasOne<Citizen>().WithMany().HasForeignKey(m => m.CitizenId);
        builder.HasOne<Volunteer>().WithMany().HasForeignKey(m => m.VolunteerId);
        builder.HasOne<Shortlist>().WithMany().HasForeignKey(m => m.ShortlistId);
        builder.Property(m => m.DeclineReason).HasMaxLength(500);
        builder.Property<uint>("Version").IsRowVersion();
        builder.Ignore(m => m.StateChanges);
        builder.OwnsOne(m => m.Agreement, agreement =>
        {
            agreement.Property(a => a.Contact).HasMaxLength(40);
            agreement.Property(a => a.Notes).HasMaxLength(2000);
            agreement.Property(a => a.RecordedBy).HasMaxLength(120);
        });
    }
}
