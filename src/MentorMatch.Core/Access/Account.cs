using MentorMatch.Core.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Access;

/// <summary>Somebody who can sign in. Volunteers and citizens have no password: they get one-time links.</summary>
public sealed class Account : IdentityUser<Guid>
{
    [Personal(DataCategory.Identity, Keep.WhileAccount)]
    public required string DisplayName { get; set; }

    /// <summary>The language of pages and mails: da, en or da-x-let.</summary>
    [NotPersonal]
    public string Language { get; set; } = "da";

    [NotPersonal]
    public bool Disabled { get; set; }

    [Personal(DataCategory.Activity, Keep.WhileAccount)]
    public DateTimeOffset CreatedAt { get; set; }

    public List<RoleAssignment> Roles { get; } = [];
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

    [Personal(DataCategory.Identity, Keep.FiveYears)]
    public required string GrantedBy { get; init; }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(a => a.DisplayName).HasMaxLength(120);
        builder.Property(a => a.Language).HasMaxLength(10);
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
