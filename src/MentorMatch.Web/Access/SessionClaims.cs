using System.Security.Claims;
using MentorMatch.Core.SignIn;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace MentorMatch.Web.Access;

/// <summary>What the cookie says: the account, its stamp, since when. Name and roles are read afresh on each request.</summary>
public static class SessionClaims
{
    private const string Stamp = "stamp";
    private const string Since = "since";

    public static ClaimsPrincipal PrincipalOf(Session session, DateTimeOffset since)
    {
        var actor = session.Actor;
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, actor.AccountId!.Value.ToString("N")),
                new(ClaimTypes.Name, actor.Name),
                new(Stamp, session.Stamp),
                new(Since, since.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
                .. actor.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme);
        return new ClaimsPrincipal(identity);
    }

    public static Guid? AccountIdOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static string StampOf(ClaimsPrincipal user) => user.FindFirstValue(Stamp) ?? "";

    public static DateTimeOffset SinceOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(Since), out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.MinValue;
}
