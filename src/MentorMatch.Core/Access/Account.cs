using MentorMatch.Core.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Access;

/// <summary>Somebody who can sign in. Volunteers and citizens have no password: they get one-time links.</summary>
public sealed class Account : IdentityUser<Guid>
{
    // An id from the start, so that what belongs to the account can name it before it is saved.
    public Account() => Id = Guid.CreateVersion7();

    [Personal(DataCategory.Identity, Keep.WhileAccount)]
    public required string DisplayName { get; set; }

    /// <summary>The language of pages and mails: da, en or da-x-let.</summary>
    [NotPersonal]
    public string Language { get; set; } = "da";

    [NotPersonal]
    public bool Disabled { get; set; }

    [Personal(DataCategory.Activity, Keep.WhileAccount)]
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>An address that the person wants instead of the present one, until a link sent there has been used.</summary>
    [Personal(DataCategory.Contact, Keep.WhileAccount)]
    public string? NewEmail { get; set; }

    /// <summary>When the person asked for everything about them to be erased.</summary>
    [Personal(DataCategory.Activity, Keep.WhileAccount)]
    public DateTimeOffset? ErasureAskedAt { get; set; }

    /// <summary>When everything about the person was erased; the row stays so that the history has somebody to name.</summary>
    [NotPersonal]
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>The time step of the last code that was taken from an authenticator, so that none is taken twice.</summary>
    [NotPersonal]
    public long? LastCodeStep { get; set; }

    public List<RoleAssignment> Roles { get; } = [];

    /// <summary>An account that can sign in by a link sent to its address.</summary>
    public static Account Create(string displayName, string email, string language, DateTimeOffset now)
    {
        var account = new Account { Id = Guid.CreateVersion7(), DisplayName = displayName, Language = language, CreatedAt = now };
        account.MoveTo(email);
        return account;
    }

    /// <summary>How addresses are compared: <see cref="IdentityUser{TKey}.NormalizedEmail"/> of the account that has it.</summary>
    public static string KeyOf(string email) => email.Trim().ToUpperInvariant();

    /// <summary>Gives the account another address. Sessions that began under the former one end.</summary>
    public void MoveTo(string email)
    {
        Email = UserName = email.Trim();
        NormalizedEmail = NormalizedUserName = KeyOf(email);
        EndSessions();
    }

    /// <summary>Ends every session of the account: the next request of each is a visitor's.</summary>
    public void EndSessions() => SecurityStamp = Guid.NewGuid().ToString("N");
}

/// <summary>A role that an account holds, for coordinators in one programme.</summary>
public sealed class RoleAssignment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    [NotPersonal]
    public required Role Role { get; init; }

    public Guid? ProgrammeId { get; init; }

    [NotPersonal]
    public DateTimeOffset GrantedAt { get; init; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(GrantedAt))]
    public required string GrantedBy { get; init; }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(a => a.DisplayName).HasMaxLength(120);
        builder.Property(a => a.Language).HasMaxLength(10);
        builder.Property(a => a.NewEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.HasMany(a => a.Roles).WithOne().HasForeignKey(r => r.AccountId);
        builder.HasIndex(a => a.NormalizedEmail).IsUnique();
    }
}

internal sealed class RoleAssignmentMapping : IEntityTypeConfiguration<RoleAssignment>
{
    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.HasIndex(r => new { r.AccountId, r.Role, r.ProgrammeId }).IsUnique().AreNullsDistinct(false);
        builder.Property(r => r.GrantedBy).HasMaxLength(120);
    }
}
