using System.Security.Cryptography;
using System.Text;
using MentorMatch.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>
/// Keeps authenticator keys (encrypted) and recovery codes (hashed) as tokens of the account, and uses them up so
/// that of several tries at once one succeeds.
/// </summary>
public sealed class SecondFactorStore(IDataProtectionProvider protection)
{
    internal const string Provider = "MentorMatch";
    internal const string KeyName = "AuthenticatorKey";
    internal const string NewKeyName = "NewAuthenticatorKey";
    private const string RecoveryCode = "RecoveryCode";
    private const int RecoveryCodes = 10;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly IDataProtector protector = protection.CreateProtector("MentorMatch.SecondFactor");

    /// <summary>The key under this name; null where there is none, or where its protection can no longer be opened.</summary>
    public async Task<string?> FindKeyAsync(AppDbContext db, Guid accountId, string name, CancellationToken ct)
    {
        var kept = await db.UserTokens.AsNoTracking().FirstOrDefaultAsync(t => t.UserId == accountId && t.LoginProvider == Provider && t.Name == name, ct);
        try
        {
            return kept?.Value is null ? null : protector.Unprotect(kept.Value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public async Task KeepKeyAsync(AppDbContext db, Guid accountId, string name, string key, CancellationToken ct)
    {
        await db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == Provider && t.Name == name).ExecuteDeleteAsync(ct);
        db.UserTokens.Add(Token(accountId, name, protector.Protect(key)));
    }

    public async Task<bool> TakeCodeAsync(AppDbContext db, Guid accountId, string? code, CancellationToken ct)
    {
        // Phones show real time, whatever the application's clock says.
        var key = await FindKeyAsync(db, accountId, KeyName, ct);
        if (key is null || Totp.FindStep(key, code, TimeProvider.System.GetUtcNow()) is not { } step) return false;
        return await db.Accounts
            .Where(a => a.Id == accountId && (a.LastCodeStep == null || a.LastCodeStep < step))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastCodeStep, step), ct) == 1;
    }

    public async Task<bool> TakeRecoveryCodeAsync(AppDbContext db, Guid accountId, string? code, CancellationToken ct)
    {
        var hash = HashOf(accountId, code ?? "");
        return await db.UserTokens
            .Where(t => t.UserId == accountId && t.LoginProvider == Provider && t.Name.StartsWith(RecoveryCode) && t.Value == hash)
            .ExecuteDeleteAsync(ct) == 1;
    }

    /// <summary>New recovery codes instead of the old; the plain codes are shown once and kept nowhere.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(AppDbContext db, Guid accountId, CancellationToken ct)
    {
        await db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == Provider && t.Name.StartsWith(RecoveryCode)).ExecuteDeleteAsync(ct);
        var codes = Enumerable.Range(0, RecoveryCodes)
            .Select(_ => string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString(Letters, 5))))
            .ToList();
        db.UserTokens.AddRange(codes.Select((code, i) => Token(accountId, $"{RecoveryCode}{i}", HashOf(accountId, code))));
        return codes;
    }

    public Task<int> RemoveAllAsync(AppDbContext db, Guid accountId, CancellationToken ct) =>
        db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == Provider).ExecuteDeleteAsync(ct);

    /// <summary>A plain hash is enough: the codes are random, 123 bits each, so nobody guesses one from its hash.</summary>
    private static string HashOf(Guid accountId, string code)
    {
        var plain = string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId:N}:{plain}")));
    }

    private static IdentityUserToken<Guid> Token(Guid accountId, string name, string value) =>
        new() { UserId = accountId, LoginProvider = Provider, Name = name, Value = value };
}
