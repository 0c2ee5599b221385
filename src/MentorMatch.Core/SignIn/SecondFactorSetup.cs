using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>What somebody puts into their authenticator app.</summary>
/// <param name="Key">The key in groups of four, to type.</param>
/// <param name="Uri">The same as an address, for a QR code.</param>
public sealed record AuthenticatorKey(string Key, string Uri);

/// <summary>Setting up an authenticator: a key is shown, and counts once a code of it has been typed.</summary>
public sealed class SecondFactorSetup(IDbContextFactory<AppDbContext> contexts, SecondFactorStore factors)
{
    private const string Issuer = "MentorMatch";

    /// <summary>The key that waits to be confirmed; a new one where there is none. Only for an account without a second factor.</summary>
    public async Task<Result<AuthenticatorKey>> BeginAsync(Guid accountId, string stamp, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await FindAsync(db, accountId, stamp, ct);
        if (account is null) return SignInErrors.StepOver;
        var key = await factors.FindKeyAsync(db, accountId, SecondFactorStore.NewKeyName, ct);
        if (key is null)
        {
            key = Totp.NewKey();
            await factors.KeepKeyAsync(db, accountId, SecondFactorStore.NewKeyName, key, ct);
            await db.SaveChangesAsync(ct);
        }

        return new AuthenticatorKey(string.Join(' ', key.Chunk(4).Select(four => new string(four))), Totp.UriOf(key, account.Email!, Issuer));
    }

    /// <returns>The recovery codes, to be shown once.</returns>
    public async Task<Result<IReadOnlyList<string>>> ConfirmAsync(Guid accountId, string stamp, string? code, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var account = await FindAsync(db, accountId, stamp, ct);
        var key = account is null ? null : await factors.FindKeyAsync(db, accountId, SecondFactorStore.NewKeyName, ct);
        if (account is null || key is null) return SignInErrors.StepOver;
        if (Totp.FindStep(key, code, TimeProvider.System.GetUtcNow()) is not { } step) return SignInErrors.NotThatCode;

        await factors.RemoveAllAsync(db, accountId, ct);
        await factors.KeepKeyAsync(db, accountId, SecondFactorStore.KeyName, key, ct);
        var codes = await factors.RenewRecoveryCodesAsync(db, accountId, ct);
        account.TwoFactorEnabled = true;
        account.LastCodeStep = step;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Of(codes);
    }

    private static Task<Account?> FindAsync(AppDbContext db, Guid accountId, string stamp, CancellationToken ct) =>
        db.Accounts.FirstOrDefaultAsync(
            a => a.Id == accountId && !a.Disabled && !a.TwoFactorEnabled && a.Roles.Count > 0 && (a.SecurityStamp ?? "") == stamp, ct);
}
