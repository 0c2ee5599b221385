using Microsoft.AspNetCore.Antiforgery;

namespace MentorMatch.Web.Access;

/// <summary>For endpoints that take no form field: without one the framework does not look for the token itself.</summary>
internal static class AntiforgeryFilter
{
    public static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.BadRequest();
}
