using System.Security.Cryptography;
using System.Text;
using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Access;

public enum LinkPurpose
{
    SignIn,
    ConfirmSignUp,
    ResumeSignUp,
    Invitation,
    CheckIn,
    MeetingAnswer,

    /// <summary>Lets somebody who was invited as staff choose a password.</summary>
    StaffInvitation,

    /// <summary>Lets staff choose a new password.</summary>
    PasswordReset,

    /// <summary>Shows that a new address is the account's own.</summary>
    ConfirmEmail,
}

/// <summary>A link in a mail: 256 random bits, of which only the hash is stored; it acts once, on a POST, and expires.</summary>
public sealed class OneTimeLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    [NotPersonal]
    public required LinkPurpose Purpose { get; init; }

    [Personal(DataCategory.Account, Keep.ThirtyDays)]
    public required byte[] TokenHash { get; init; }

    public Guid? AccountId { get; init; }

    /// <summary>What it acts on: a sign-up, a check-in, an invitation.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Where signing in leads; a local path.</summary>
    [NotPersonal]
    public string? ReturnPath { get; init; }

    [NotPersonal]
    public required DateTimeOffset ExpiresAt { get; init; }

    [Personal(DataCategory.Activity, Keep.ThirtyDays)]
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>Makes a link and the token that the mail carries; the token is nowhere else.</summary>
    public static (OneTimeLink Link, string Token) Create(
        LinkPurpose purpose, DateTimeOffset expiresAt, Guid? accountId = null, Guid? subjectId = null, string? returnPath = null)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var link = new OneTimeLink
        {
            Purpose = purpose,
            TokenHash = HashOf(token),
            AccountId = accountId,
            SubjectId = subjectId,
            ReturnPath = returnPath,
            ExpiresAt = expiresAt,
        };
        return (link, token);
    }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Null where it can be used at this time; otherwise what to tell the reader.</summary>
    public Error? Refusal(DateTimeOffset now) =>
        UsedAt is not null ? AccessErrors.LinkUsed : now >= ExpiresAt ? AccessErrors.LinkExpired : null;
}

internal sealed class OneTimeLinkMapping : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> builder)
    {
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.Property(l => l.ReturnPath).HasMaxLength(300);
        builder.Property<uint>("Version").IsRowVersion();
    }
}
