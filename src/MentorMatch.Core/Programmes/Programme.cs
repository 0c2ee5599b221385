using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Programmes;

/// <summary>One corps of volunteers with its rules, texts and questions.</summary>
[NotPersonal]
public sealed class Programme
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The name in addresses: "role-models".</summary>
    public required string Slug { get; init; }

    public required LocalText Name { get; set; }

    public required LocalText Intro { get; set; }

    /// <summary>What a volunteer is called here: "rollemodel", "ungementor".</summary>
    public required LocalText MentorWord { get; set; }

    /// <summary>Whom the programme is for, in words that a municipality chooses.</summary>
    public required LocalText TargetWord { get; set; }

    public required ProgrammeSettings Settings { get; set; }

    /// <summary>Questions of the match guide that this programme asks.</summary>
    public List<ProgrammeQuestion> Questions { get; set; } = [];

    public List<TargetGroup> TargetGroups { get; set; } = [];

    /// <summary>Feature name to weight, where the programme has changed it from the default.</summary>
    public Dictionary<string, double> RankingWeights { get; set; } = [];

    public bool RankerOn { get; set; } = true;

    public bool Open { get; set; } = true;

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The numbers of a programme. Days are whole days of 24 hours.</summary>
[NotPersonal]
public sealed record ProgrammeSettings
{
    public int TargetVolunteers { get; init; } = 25;
    public int TrainingEvenings { get; init; } = 3;
    public int ShortlistSize { get; init; } = 3;
    public int ShortlistOpenDays { get; init; } = 21;
    public int AnswerDays { get; init; } = 7;
    public int AnswerReminderDay { get; init; } = 4;
    public int UndoHours { get; init; } = 24;
    public int FirstContactDays { get; init; } = 14;
    public int SecondContactDays { get; init; } = 28;
    public int MonthlyContactDays { get; init; } = 30;
    public int SilenceNudgeDays { get; init; } = 14;
    public int SilenceTaskDays { get; init; } = 28;
    public int IdleVolunteerDays { get; init; } = 45;
    public int PulseDays { get; init; } = 30;
    public int LearningMeetingDays { get; init; } = 42;
    public int TargetPositivePercent { get; init; } = 90;
    public int DefaultCapacity { get; init; } = 1;
    public bool CertificateRequired { get; init; }
    public int CertificateValidMonths { get; init; } = 24;
    public int DraftReminderDays { get; init; } = 3;
    public int InterviewReminderDays { get; init; } = 1;
    public int FirstMeetingReminderDays { get; init; } = 2;
    public int MeetingReminderDays { get; init; } = 2;
    public int FirstTalkDays { get; init; } = 7;
    public int MinutesDays { get; init; } = 7;
    public int CertificateFirstDays { get; init; } = 60;
    public int CertificateLastDays { get; init; } = 30;

    /// <summary>Names of the <see cref="FollowUpKinds"/> that this programme leaves out.</summary>
    public IReadOnlyList<string> FollowUpsOff { get; init; } = [];

    /// <summary>Whether this step of the follow-up is taken here.</summary>
    public bool Does(FollowUpKind kind) => kind.AlwaysOn || !FollowUpsOff.Contains(kind.Name);
}

public enum QuestionKind
{
    /// <summary>Why somebody wants to help; the answers are chosen from options and a free line.</summary>
    Motivation,

    /// <summary>How somebody would handle a situation; the options are ways of acting that a citizen can wish for.</summary>
    Scenario,
}

[NotPersonal]
public sealed record ProgrammeQuestion
{
    public required string Key { get; init; }

    public required QuestionKind Kind { get; init; }

    public required LocalText Text { get; init; }

    /// <summary>The same matter asked of a citizen: "What should your mentor do when …"; empty where it is not asked.</summary>
    public LocalText? CitizenText { get; init; }

    public required List<QuestionOption> Options { get; init; }
}

[NotPersonal]
public sealed record QuestionOption(string Key, LocalText Text);

[NotPersonal]
public sealed record TargetGroup(string Key, LocalText Name);

internal sealed class ProgrammeMapping : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.HasIndex(p => p.Slug).IsUnique();
        builder.Property(p => p.Slug).HasMaxLength(60);
        builder.Property(p => p.Name).IsJson();
        builder.Property(p => p.Intro).IsJson();
        builder.Property(p => p.MentorWord).IsJson();
        builder.Property(p => p.TargetWord).IsJson();
        builder.Property(p => p.Settings).IsJson();
        builder.Property(p => p.Questions).IsJson();
        builder.Property(p => p.TargetGroups).IsJson();
        builder.Property(p => p.RankingWeights).IsJson();
        builder.Property<uint>("Version").IsRowVersion();
    }
}

/// <summary>Texts of programmes and of the shared catalogues.</summary>
public sealed class ProgrammesTexts;

/// <summary>Texts of the pages where staff set programmes up.</summary>
public sealed class ProgrammesStaffTexts;
