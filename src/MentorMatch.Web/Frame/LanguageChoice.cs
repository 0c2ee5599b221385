using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.SignIn;
using MentorMatch.Web.Access;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace MentorMatch.Web.Frame;

/// <summary>The language of a visit: the cookie that the switch sets, else the browser's, else Danish.</summary>
public static class LanguageChoice
{
    public const string CookieName = "language";

    public static void Configure(RequestLocalizationOptions options)
    {
        var cultures = Languages.All.Select(language => language.Culture).ToList();
        options.DefaultRequestCulture = new RequestCulture(cultures[0]);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context => Task.FromResult(FromCookie(context.Request))),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    }

    /// <summary>Remembers the language for a year; also called when somebody with a language of their own signs in.</summary>
    public static void Remember(HttpResponse response, string? tag) =>
        response.Cookies.Append(CookieName, Languages.Find(tag).Tag, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = response.HttpContext.Request.IsHttps,
        });

    public static void MapLanguageChoice(this IEndpointRouteBuilder app) =>
        app.MapPost("/language", async (
            HttpContext context, CurrentActor currentActor, OwnAccountService accounts, [FromForm] string? language, [FromForm] string? returnTo) =>
        {
            Remember(context.Response, language);
            var actor = await currentActor.GetAsync();
            if (actor.AccountId is not null) await accounts.ChooseLanguageAsync(actor, language);
            return Results.LocalRedirect(IsLocal(returnTo) ? returnTo! : "/");
        });

    private static ProviderCultureResult? FromCookie(HttpRequest request) =>
        request.Cookies[CookieName] is { } tag && Languages.IsSupported(tag) ? new ProviderCultureResult(tag) : null;

    private static bool IsLocal(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal);
}
