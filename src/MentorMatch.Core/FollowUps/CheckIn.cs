using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.FollowUps;

public enum Side
{
    Citizen,
    Volunteer,
}

public enum CheckInKind
{
    /// <summary>How is it going? After 14 and 28 days, then monthly.</summary>
    Contact,

    /// <summary>1–5 smileys, every 30 days.</summary>
    Pulse,

    /// <summary>Exit questions at the end.</summary>
    Exit,
}

/// <summary>A one-click question to one side of a match.</summary>
public sealed class CheckIn
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    public required Guid MatchId { get; init; }

    [NotPersonal]
    public required Side Side { get; init; }

    [NotPersonal]
    public required CheckInKind Kind { get; init; }

    /// <summary>Which of its kind, from 1; match, side, kind and number are unique.</summary>
    [NotPersonal]
    public required int Number { get; init; }

    [NotPersonal]
    public required DateTimeOffset DueAt { get; init; }

    [NotPersonal]
    public required DateTimeOffset AskedAt { get; init; }

    [Personal(DataCategory.Activity)]
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>1 (not good at all) to 5 (very good).</summary>
    [Personal(DataCategory.Preference)]
    public int? Answer { get; private set; }

    [Personal(DataCategory.SensitiveText)]
    public string? Comment { get; private set; }

    /// <summary>Who wrote it down, where it was given by phone or at the desk.</summary>
    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(AnsweredAt))]
    public string? WrittenBy { get; private set; }

    /// <summary>What somebody answered themselves no coordinator writes over.</summary>
    [NotPersonal]
    public bool CanBeWrittenDown => Answer is null || WrittenBy is not null;

    /// <summary>A question of the plan, to one side.</summary>
    public static CheckIn Ask(Match match, Side side, PlannedQuestion question, DateTimeOffset now) => new()
    {
        ProgrammeId = match.ProgrammeId,
        MatchId = match.Id,
        Side = side,
        Kind = question.Kind,
        Number = question.Number,
        DueAt = question.DueAt,
        AskedAt = now,
    };

    /// <summary>A later answer to the same question takes the place of the earlier one.</summary>
    public Result Give(int answer, string? comment, DateTimeOffset now, string? writtenBy = null)
    {
        if (answer is < 1 or > 5) return FollowUpErrors.AnswerMissing;
        (Answer, Comment, AnsweredAt, WrittenBy) = (answer, string.IsNullOrWhiteSpace(comment) ? null : comment.Trim(), now, writtenBy);
        return Result.Success;
    }
}

/// <summary>A meeting that citizen and mentor have had.</summary>
public sealed class LoggedMeeting
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    public required Guid MatchId { get; init; }

    [Personal(DataCategory.Activity)]
    public required DateOnly HeldOn { get; set; }

    [Personal(DataCategory.Activity)]
    public required int Minutes { get; set; }

    [Personal(DataCategory.SensitiveText)]
    public string? Note { get; set; }

    [NotPersonal]
    public required Side LoggedBy { get; init; }

    [NotPersonal]
    public required DateTimeOffset LoggedAt { get; init; }

    [NotPersonal]
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>What the follow-up plan has already done for a match: one row a step, so that nothing is done twice.</summary>
[NotPersonal]
public sealed class FollowUpStep
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MatchId { get; init; }

    /// <summary>Such as "SilenceNudge:2026-12-01".</summary>
    public required string Step { get; init; }

    public required DateTimeOffset DoneAt { get; init; }
}

internal sealed class CheckInMapping : IEntityTypeConfiguration<CheckIn>
{
    public void Configure(EntityTypeBuilder<CheckIn> builder)
    {
        builder.HasIndex(c => new { c.MatchId, c.Side, c.Kind, c.Number }).IsUnique();
        builder.HasOne<Match>().WithMany().HasForeignKey(c => c.MatchId);
        builder.Property(c => c.Comment).HasMaxLength(1000);
        builder.Property(c => c.WrittenBy).HasMaxLength(120);
    }
}

internal sealed class LoggedMeetingMapping : IEntityTypeConfiguration<LoggedMeeting>
{
    public void Configure(EntityTypeBuilder<LoggedMeeting> builder)
    {
        builder.HasIndex(m => new { m.MatchId, m.HeldOn });
        builder.HasOne<Match>().WithMany().HasForeignKey(m => m.MatchId);
        builder.Property(m => m.Note).HasMaxLength(1000);
    }
}

internal sealed class FollowUpStepMapping : IEntityTypeConfiguration<FollowUpStep>
{
    public void Configure(EntityTypeBuilder<FollowUpStep> builder)
    {
        builder.HasIndex(s => new { s.MatchId, s.Step }).IsUnique();
        builder.HasOne<Match>().WithMany().HasForeignKey(s => s.MatchId);
        builder.Property(s => s.Step).HasMaxLength(80);
    }
}
