using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Web.Components;
using MentorMatch.Web.Components.Shared;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace MentorMatch.Web.Frame;

/// <summary>What every page stands on: components, languages, headers, static files.</summary>
public static class FrameRegistration
{
    public static IServiceCollection AddFrame(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTexts();
        services.AddHttpContextAccessor();
        services.Configure<MunicipalitySettings>(configuration.GetSection(MunicipalitySettings.Section));
        services.Configure<RequestLocalizationOptions>(LanguageChoice.Configure);
        services.Configure<ForwardedHeadersOptions>(options => TrustProxies(options, configuration));
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddScoped<PageErrors>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options => options.AddServerHeader = false);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "antiforgery";
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    /// <summary>What comes before signing in.</summary>
    public static void UseFrame(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseSameOriginCircuits();
        app.UseRequestLocalization();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UsePagesForRefusedPosts();
        app.UseReadableQueries();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
    }

    /// <summary>The pages. Compression of pages is left out: they carry tokens, and BREACH reads those from lengths.</summary>
    public static void MapFrame(this WebApplication app)
    {
        app.UseAntiforgery();
        app.UseStalePosts();
        app.MapStaticAssets().Add(KeepFonts);
        app.MapLanguageChoice();
        app.MapGet("/theme.css", (IOptionsSnapshot<MunicipalitySettings> municipality, HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=300";
            return Results.Text(Theme.Of(municipality.Value.AccentColour).ToCss(), "text/css");
        });
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    /// <summary>Style sheets name fonts without the fingerprint by which other files are kept; asked for anew, they come too late for the page.</summary>
    private static void KeepFonts(EndpointBuilder asset)
    {
        if (asset is not RouteEndpointBuilder { RoutePattern.RawText: { } path, RequestDelegate: { } serve } || !path.EndsWith(".woff2", StringComparison.Ordinal)) return;
        asset.RequestDelegate = context =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "public, max-age=604800";
                return Task.CompletedTask;
            });
            return serve(context);
        };
    }

    /// <summary>Behind a reverse proxy "Proxy:Networks" lists the networks whose forwarded headers are believed.</summary>
    private static void TrustProxies(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var network in configuration.GetSection("Proxy:Networks").Get<string[]>() ?? [])
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }
    }
}
