using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>The password was right; the second factor comes next.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Stamp">Its stamp, which the second step must still find.</param>
/// <param name="HasSecondFactor">False for somebody who has to set one up first.</param>
public sealed record PasswordStep(Guid AccountId, string Stamp, bool HasSecondFactor);

/// <summary>Signing in for staff: password, then a code of the authenticator or a recovery code.</summary>
public sealed class StaffSignIn(
    IDbContextFactory<AppDbContext> contexts, IPasswordHasher<Account> hasher, SecondFactorStore factors, TimeProvider clock)
{
    private readonly Lazy<string> nobodysHash = new(() => hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>One refusal for unknown, wrong, locked and disabled, which takes the same time.</summary>
    public Task<Result<PasswordStep>> CheckPasswordAsync(string? email, string? password, CancellationToken ct = default) =>
        EvenTime.RunAsync<Result<PasswordStep>>(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                var key = Account.KeyOf(email ?? "");
                var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(
                    a => a.NormalizedEmail == key && a.PasswordHash != null && a.Roles.Count > 0, ct);
                var open = account is not null && await SignInAttempts.TakeAsync(db, account.Id, clock.GetUtcNow(), ct);
                // Compared also where there is nobody, for the time it takes.
                var right = IsRight(account, password);
                if (account is null || !open || !right) return SignInErrors.NotThatPassword;
                // Only this guess is taken back: a known password must not buy endless guesses at codes.
                await SignInAttempts.GiveBackAsync(db, account.Id, ct);
                return new PasswordStep(account.Id, account.SecurityStamp ?? "", account.TwoFactorEnabled);
            },
            ct);

    /// <summary>Takes a code of the authenticator, each code once.</summary>
    public async Task<Result> CheckCodeAsync(Guid accountId, string stamp, string? code, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await MayGuessAsync(db, accountId, stamp, ct)) return SignInErrors.NotThatCode;
        if (!await factors.TakeCodeAsync(db, accountId, code, ct)) return SignInErrors.NotThatCode;
        await SignInAttempts.ForgetAsync(db, accountId, ct);
        return Result.Success;
    }

    /// <summary>Takes one of the recovery codes, which is then gone.</summary>
    public async Task<Result> CheckRecoveryCodeAsync(Guid accountId, string stamp, string? code, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await MayGuessAsync(db, accountId, stamp, ct)) return SignInErrors.NotThatCode;
        if (!await factors.TakeRecoveryCodeAsync(db, accountId, code, ct)) return SignInErrors.NotThatCode;
        await SignInAttempts.ForgetAsync(db, accountId, ct);
        return Result.Success;
    }

    private async Task<bool> MayGuessAsync(AppDbContext db, Guid accountId, string stamp, CancellationToken ct) =>
        await db.Accounts.AnyAsync(a => a.Id == accountId && a.TwoFactorEnabled && (a.SecurityStamp ?? "") == stamp, ct)
        && await SignInAttempts.TakeAsync(db, accountId, clock.GetUtcNow(), ct);

    private bool IsRight(Account? account, string? password)
    {
        var typed = password is null || password.Length > PasswordRules.MaxLength ? "" : password;
        return hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? nobodysHash.Value, typed) != PasswordVerificationResult.Failed;
    }
}
