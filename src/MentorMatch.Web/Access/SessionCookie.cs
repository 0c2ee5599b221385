using MentorMatch.Core.SignIn;
using MentorMatch.Web.Frame;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace MentorMatch.Web.Access;

/// <summary>The cookie of a signed-in person. It is checked against the database on every request.</summary>
public static class SessionCookie
{
    /// <summary>Out after this long without a request, and after <see cref="Longest"/> in any case.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "session";
        options.Cookie.HttpOnly = true;
        options.Cookie.IsEssential = true;
        // Lax, not Strict: a link in a mail must find the person signed in. Every act is a POST with a token.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.ReturnUrlParameter = "returnTo";
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/no-access";
        // A session lasts as long as its wall clock says, also where the application's clock is moved.
        options.TimeProvider = TimeProvider.System;
        options.Events.OnValidatePrincipal = CheckAsync;
        options.Events.OnRedirectToLogin = SendToSignIn;
    }

    /// <summary>Signs the account in; false where it may not be.</summary>
    public static async Task<bool> SignInAsync(HttpContext context, Guid accountId)
    {
        var session = await context.RequestServices.GetRequiredService<ActorLoader>().LoadSessionAsync(accountId, stamp: null);
        if (session is null) return false;
        await context.SignInAsync(SessionClaims.PrincipalOf(session, TimeProvider.System.GetUtcNow()));
        LanguageChoice.Remember(context.Response, session.Language);
        return true;
    }

    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var user = context.Principal!;
        var stamp = SessionClaims.StampOf(user);
        var since = SessionClaims.SinceOf(user);
        var session = SessionClaims.AccountIdOf(user) is { } id && TimeProvider.System.GetUtcNow() - since < Longest
            ? await services.GetRequiredService<ActorLoader>().LoadSessionAsync(id, stamp, context.HttpContext.RequestAborted)
            : null;
        if (session is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
            return;
        }

        services.GetRequiredService<CurrentActor>().Keep(session, session.Actor.AccountId!.Value, stamp);
        context.ReplacePrincipal(SessionClaims.PrincipalOf(session, since));
    }

    private static async Task SendToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var path = context.Request.Path;
        var staff = path.StartsWithSegments("/coordinator", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase);
        string returnTo = context.Request.PathBase + path + context.Request.QueryString;
        if (HttpMethods.IsPost(context.Request.Method) && await IsKeptAsync(context)) returnTo = $"{KeptPosts.Path}?to={Uri.EscapeDataString(returnTo)}";
        context.Response.Redirect((staff ? "/staff/sign-in" : "/sign-in") + QueryString.Create(context.Options.ReturnUrlParameter, returnTo));
    }

    /// <summary>Keeps the form for whose session it was that does not hold any more.</summary>
    private static async Task<bool> IsKeptAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var cookie = context.Options.CookieManager.GetRequestCookie(context.HttpContext, context.Options.Cookie.Name!);
        return context.Options.TicketDataFormat.Unprotect(cookie) is { } ticket && SessionClaims.AccountIdOf(ticket.Principal) is { } account
            && await context.HttpContext.RequestServices.GetRequiredService<KeptPosts>().TryKeepAsync(context.HttpContext, account);
    }
}
