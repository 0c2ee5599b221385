using MentorMatch.Core.Access;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Citizens;

/// <summary>What a citizen told when something felt wrong. Read by the citizen's coordinators alone.</summary>
public sealed class CitizenMessage
{
    public const int MaxLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid CitizenId { get; init; }

    public required Guid ProgrammeId { get; init; }

    [Personal(DataCategory.SensitiveText)]
    public required string Text { get; init; }

    [Personal(DataCategory.Activity)]
    public required DateTimeOffset SentAt { get; init; }

    [NotPersonal]
    public DateTimeOffset? HandledAt { get; private set; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(HandledAt))]
    public string? HandledBy { get; private set; }

    /// <summary>A coordinator has taken it up; the first one stays named.</summary>
    public void Handle(Actor by, DateTimeOffset now)
    {
        if (HandledAt is null) (HandledAt, HandledBy) = (now, by.Name);
    }
}
