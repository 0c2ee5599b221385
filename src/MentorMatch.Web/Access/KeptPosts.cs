using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using MentorMatch.Web.Frame;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace MentorMatch.Web.Access;

/// <summary>
/// A form that was sent when its session had run out. It waits, sealed, in a cookie of the browser that it was written
/// in, until the same person has signed in again: the server keeps nothing, and nobody else at that browser sees it.
/// </summary>
public sealed class KeptPosts(IDataProtectionProvider protection)
{
    /// <summary>The page that offers to send it.</summary>
    public const string Path = "/account/kept";

    private const string Name = "kept";

    /// <summary>Characters; the fields of the longest form of a static page take three thousand. Proxies take eight thousand in a header.</summary>
    private const int Longest = 6_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    // Letters beyond ASCII are written as they are: escaped, a Danish text is half as long again.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("MentorMatch.KeptPosts").ToTimeLimitedDataProtector();
    private readonly ChunkingCookieManager cookies = new();

    /// <returns>False where nothing was typed that may be kept, or too much.</returns>
    public async Task<bool> TryKeepAsync(HttpContext context, Guid accountId)
    {
        var post = await StalePost.ReadAsync(context.Request);
        if (post.Fields.Count == 0) return false;
        var sealedPost = protector.Protect(JsonSerializer.Serialize(new Kept(accountId, post), Json), Lifetime);
        if (sealedPost.Length > Longest) return false;
        cookies.AppendResponseCookie(context, Name, sealedPost, Options(context));
        return true;
    }

    /// <summary>What this person wrote; null where there is nothing, or it is too old or somebody else's.</summary>
    public StalePost? Read(HttpContext context, Guid accountId)
    {
        if (cookies.GetRequestCookie(context, Name) is not { Length: > 0 } value) return null;
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(protector.Unprotect(value), Json);
            return kept?.AccountId == accountId ? kept.Post : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        Path = Path,
        MaxAge = Lifetime,
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };

    private sealed record Kept(Guid AccountId, StalePost Post);
}
