using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Meetings;

internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.HasIndex(m => new { m.ProgrammeId, m.Kind, m.StartsAt });
        builder.HasIndex(m => m.MatchId);
        builder.HasMany(m => m.Options).WithOne().HasForeignKey(o => o.MeetingId);
        builder.HasMany(m => m.Invitations).WithOne().HasForeignKey(i => i.MeetingId);
        builder.Property(m => m.Title).HasMaxLength(120);
        builder.Property(m => m.Agenda).HasMaxLength(4000);
        builder.Property(m => m.Place).HasMaxLength(200);
        builder.Property(m => m.Summary).HasMaxLength(8000);
        builder.Property<uint>("Version").IsRowVersion();
        builder.Ignore(m => m.StateChanges);
    }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.HasIndex(i => new { i.MeetingId, i.VolunteerId }).IsUnique().HasFilter("volunteer_id is not null");
        builder.HasIndex(i => new { i.MeetingId, i.CitizenId }).IsUnique().HasFilter("citizen_id is not null");
        builder.HasIndex(i => i.VolunteerId);
        builder.HasIndex(i => i.CitizenId);
        builder.Property(i => i.GuestLanguage).HasMaxLength(10);
        builder.Property(i => i.GuestName).HasMaxLength(120);
        builder.Property(i => i.GuestEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Ignore(i => i.StateChanges);
    }
}
