using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;

namespace MentorMatch.Web.Frame;

/// <summary>
/// A form whose token does not hold any more: the browser was closed in between, or somebody else signed in. The page
/// that says so offers to send the same fields again, under a new token.
/// </summary>
/// <param name="Address">Where the form was sent, with its query.</param>
/// <param name="Fields">What was typed; empty where it must not be shown again.</param>
public sealed record StalePost(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private const string TokenField = "__RequestVerificationToken";

    /// <summary>Nothing of another site's form is offered, lest its visitor sends it by that button; and no password.</summary>
    public static async Task<StalePost> ReadAsync(HttpRequest request)
    {
        var stale = new StalePost(request.PathBase + request.Path + request.QueryString, []);
        if (SecurityHeaders.IsForeign(request) || !request.HasFormContentType)
        {
            return stale;
        }

        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            var isSecret = form.Keys.Any(key => key.Contains("Password", StringComparison.OrdinalIgnoreCase));
            return isSecret ? stale : stale with { Fields = [.. form.Where(field => field.Key != TokenField).SelectMany(Values)] };
        }
        catch (InvalidDataException)
        {
            return stale;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Values(KeyValuePair<string, StringValues> field) =>
        field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""));
}

public static class StalePosts
{
    /// <summary>
    /// Comes inside the pages of refusals. Endpoints answer a form that they refuse with a type and no content, which
    /// keeps those pages from being shown; and such a page is got, not posted to.
    /// </summary>
    public static IApplicationBuilder UsePagesForRefusedPosts(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (HttpMethods.IsPost(context.Request.Method) && context.Response is { HasStarted: false, StatusCode: >= 400 })
        {
            context.Response.ContentType = null;
            context.Request.Method = HttpMethods.Get;
        }
    });

    /// <summary>Comes right after the check of the token.</summary>
    public static IApplicationBuilder UseStalePosts(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            await next(context);
            return;
        }

        // Nothing may look at the form while its token counts as wrong.
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        context.Features.Set(await StalePost.ReadAsync(context.Request));
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    });
}
