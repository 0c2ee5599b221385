using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Citizens;

internal sealed class CitizenMapping : IEntityTypeConfiguration<Citizen>
{
    public void Configure(EntityTypeBuilder<Citizen> builder)
    {
        builder.HasIndex(c => new { c.ProgrammeId, c.State, c.WaitingSince });
        builder.HasIndex(c => new { c.ProgrammeId, c.LastName, c.FirstName });
        builder.HasIndex(c => new { c.AccountId, c.ProgrammeId }).IsUnique().HasFilter("account_id is not null");
        builder.Property(c => c.FirstName).HasMaxLength(60);
        builder.Property(c => c.LastName).HasMaxLength(60);
        builder.Property(c => c.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(c => c.Phone).HasMaxLength(20);
        builder.Property(c => c.Language).HasMaxLength(10);
        builder.Property<uint>("Version").IsRowVersion();
        builder.Ignore(c => c.StateChanges);
        builder.Ignore(c => c.FullName);
        builder.Ignore(c => c.TakesPart);
        builder.OwnsOne(c => c.Wishes, MapWishes);
        builder.Navigation(c => c.Wishes).IsRequired();
    }

    private static void MapWishes(OwnedNavigationBuilder<Citizen, Wishes> wishes)
    {
        wishes.Property(w => w.Languages).IsJson();
        wishes.Property(w => w.Approaches).IsJson();
        wishes.Property(w => w.OwnWords).HasMaxLength(4000);
        wishes.Property(w => w.WrittenWith).HasMaxLength(120);
        wishes.Property(w => w.SavedBy).HasMaxLength(120);
    }
}

internal sealed class CitizenMessageMapping : IEntityTypeConfiguration<CitizenMessage>
{
    public void Configure(EntityTypeBuilder<CitizenMessage> builder)
    {
        builder.HasIndex(m => new { m.CitizenId, m.SentAt });
        builder.HasOne<Citizen>().WithMany().HasForeignKey(m => m.CitizenId);
        builder.Property(m => m.Text).HasMaxLength(CitizenMessage.MaxLength);
        builder.Property(m => m.HandledBy).HasMaxLength(120);
    }
}
