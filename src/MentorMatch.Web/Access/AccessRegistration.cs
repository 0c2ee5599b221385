using MentorMatch.Core.Access;
using MentorMatch.Core.SignIn;
using MentorMatch.Web.Demo;
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
        services.Configure<SessionSettings>(configuration.GetSection(SessionSettings.Section));
        services.AddSingleton<KeptPosts>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<IAuthorizationHandler, RoleRequirementHandler>();
        services.AddScoped<AuthenticationStateProvider, CircuitRevalidation>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(SessionCookie.Configure)
            .AddCookie(StaffStepCookie.Scheme, StaffStepCookie.Configure);
        services.AddRateLimiter(options => RateLimits.Configure(options, configuration));
        services.AddHostedService<FirstAdministratorInvitation>();
        services.AddAuthorization(RolePolicies.Configure);
        return services;
    }

    public static void UseAccess(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseNoDemo();
        app.UseRateLimiter();
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

        app.MapGet("/account/export", ExportAsync).RequireAuthorization(Policies.SignedIn);
        if (app.Environment.IsDevelopment())
        {
            app.MapDemoSignIn();
            app.MapDemoMail();
        }
    }

    private static async Task<IResult> ExportAsync(CurrentActor currentActor, PersonalExport export, CancellationToken ct)
    {
        var written = await export.WriteAsync(await currentActor.GetAsync(), ct);
        return written.Succeeded ? Results.File(written.Value, "application/json", "mentormatch.json") : Results.Forbid();
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
        if (context.User.Identity is { IsAuthenticated: true } || IsSignInPage(context.Request.Path))
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

    private static bool IsSignInPage(PathString path) =>
        path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/staff", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase);
}
