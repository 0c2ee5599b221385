using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Emails;

/// <summary>A programme's own words for one kind of mail in one language.</summary>
[NotPersonal]
public sealed class EmailWording
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    public required string Kind { get; init; }

    public required string Language { get; init; }

    public required string Subject { get; set; }

    /// <summary>Paragraphs, an empty line between them.</summary>
    public required string Body { get; set; }

    /// <summary>Null where the mail has no button.</summary>
    public string? Button { get; set; }

    /// <summary>The letter in these words. Its greeting, its link and its small print stay as they are.</summary>
    public EmailLetter ApplyTo(EmailLetter letter) => letter with
    {
        Subject = Placeholders.Fill(Subject, letter.Values),
        Paragraphs = [.. ParagraphsOf(Body).Select(p => Placeholders.Fill(p, letter.Values))],
        ButtonText = letter.ButtonText is null || string.IsNullOrWhiteSpace(Button) ? letter.ButtonText : Placeholders.Fill(Button, letter.Values),
    };

    public static IReadOnlyList<string> ParagraphsOf(string body) =>
        body.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class EmailWordingMapping : IEntityTypeConfiguration<EmailWording>
{
    public void Configure(EntityTypeBuilder<EmailWording> builder)
    {
        builder.HasIndex(w => new { w.ProgrammeId, w.Kind, w.Language }).IsUnique();
        builder.Property(w => w.Kind).HasMaxLength(60);
        builder.Property(w => w.Language).HasMaxLength(10);
        builder.Property(w => w.Subject).HasMaxLength(EmailWordings.SubjectLength);
        builder.Property(w => w.Body).HasMaxLength(EmailWordings.BodyLength);
        builder.Property(w => w.Button).HasMaxLength(EmailWordings.ButtonLength);
    }
}
