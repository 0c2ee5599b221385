using System.Security.Claims;
using MentorMatch.Core.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace MentorMatch.Web.Access;

/// <summary>Between password and second factor: a cookie of ten minutes that opens no page but the next step.</summary>
public static class StaffStepCookie
{
    public const string Scheme = "staff-step";

    private const string ReturnTo = "returnTo";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "staff-step";
        options.Cookie.HttpOnly = true;
        options.Cookie.IsEssential = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(10);
        options.SlidingExpiration = false;
        options.TimeProvider = TimeProvider.System;
    }

    public static Task BeginAsync(HttpContext context, PasswordStep step, string? returnTo)
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, step.AccountId.ToString("N")), new("stamp", step.Stamp), new("factor", step.HasSecondFactor ? "1" : "0")], Scheme);
        var properties = new AuthenticationProperties();
        properties.Items[ReturnTo] = FrontPage.IsLocal(returnTo) ? returnTo : null;
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), properties);
    }

    /// <summary>Null where no password was given in the last ten minutes.</summary>
    public static async Task<(PasswordStep Step, string? ReturnTo)?> ReadAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(Scheme);
        if (result is not { Succeeded: true, Principal: { } user } || SessionClaims.AccountIdOf(user) is not { } accountId) return null;
        var step = new PasswordStep(accountId, SessionClaims.StampOf(user), user.FindFirstValue("factor") == "1");
        string? returnTo = null;
        result.Properties?.Items.TryGetValue(ReturnTo, out returnTo);
        return (step, returnTo);
    }

    /// <summary>Both factors were right: the step ends and the session begins.</summary>
    public static async Task<bool> FinishAsync(HttpContext context, Guid accountId)
    {
        await context.SignOutAsync(Scheme);
        return await SessionCookie.SignInAsync(context, accountId);
    }
}
