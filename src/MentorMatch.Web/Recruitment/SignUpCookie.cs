using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MentorMatch.Web.Recruitment;

/// <summary>The secret of a visitor's half-filled sign-up, in a cookie that scripts cannot read and nobody can make up.</summary>
public sealed class SignUpCookie(IDataProtectionProvider protection)
{
    private const string Name = "sign-up";
    private const string Path = "/sign-up";

    private readonly IDataProtector protector = protection.CreateProtector("MentorMatch.SignUp");

    /// <summary>Null where there is none, or where it is not ours.</summary>
    public string? Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } value) return null;
        try
        {
            return protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name, protector.Protect(secret), Options(context, TimeSpan.FromDays(30)));

    public void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, maxAge: null));

    private static CookieOptions Options(HttpContext context, TimeSpan? maxAge) => new()
    {
        Path = Path,
        MaxAge = maxAge,
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
}
