using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Calendars;

/// <summary>The secret address under which a person's calendar fetches their appointments. Only its hash is stored.</summary>
public sealed class CalendarFeed
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    [Personal(DataCategory.Account, Keep.WhileAccount)]
    public required byte[] TokenHash { get; set; }

    [Personal(DataCategory.Activity, Keep.WhileAccount)]
    public required DateTimeOffset CreatedAt { get; set; }
}

internal sealed class CalendarFeedMapping : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.HasIndex(f => f.AccountId).IsUnique();
        builder.HasIndex(f => f.TokenHash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(f => f.AccountId);
    }
}

/// <summary>Texts of the calendar that a person subscribes to.</summary>
public sealed class CalendarsTexts;
