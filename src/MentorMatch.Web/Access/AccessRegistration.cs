using MentorMatch.Core.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace MentorMatch.Web.Access;

/// <summary>Who is signed in, and which pages that opens.</summary>
public static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddClock(configuration);
        services.AddSignIn();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentActor>();
        services.AddScoped<IAuthorizationHandler, RoleRequirementHandler>();
        services.AddScoped<AuthenticationStateProvider, CircuitRevalidation>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(SessionCookie.Configure);
        services.AddAuthorization(RolePolicies.Configure);
        return services;
    }

    public static void UseAccess(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseNoDemo();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseNoStore();
    }

    public static void MapAccess(this WebApplication app)
    {
        app.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync();
            return Results.LocalRedirect("/");
        }).AddEndpointFilter(AntiforgeryFilter.CheckAsync);

        if (app.Environment.IsDevelopment()) app.MapDemoSignIn();
    }

    /// <summary>Pages for demonstrations do not exist outside Development.</summary>
    private static void UseNoDemo(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/demo", StringComparison.OrdinalIgnoreCase)) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>What a signed-in person sees stays out of every cache: the back button of a shared machine shows nothing.</summary>
    private static void UseNoStore(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.User.Identity is { IsAuthenticated: true } || context.Request.Path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.OnStarting(() =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
                {
                    context.Response.Headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
        }

        return next(context);
    });
}
