using System.Security.Cryptography;
using System.Text;
using MentorMatch.Core.Access;
using Microsoft.Extensions.Caching.Memory;

namespace MentorMatch.Web.Components.Pages.Emails;

/// <summary>
/// Mails that somebody is looking at, for a few minutes: a frame fetches them under a policy of its own, under which inline
/// styles work and nothing else does.
/// </summary>
public sealed class MailFrames : IDisposable
{
    public const string FramePolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = 500 });

    /// <returns>The address for the frame.</returns>
    public string Keep(string html)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        using (var entry = cache.CreateEntry(key))
        {
            entry.Value = html;
            entry.Size = 1;
            entry.AbsoluteExpirationRelativeToNow = Kept;
        }

        return $"/coordinator/mail-preview/{key}";
    }

    public static void Map(WebApplication app) =>
        app.MapGet("/coordinator/mail-preview/{key}", (string key, MailFrames frames, HttpResponse response) =>
        {
            if (frames.cache.Get<string>(key) is not { } html) return Results.NotFound();
            response.Headers.ContentSecurityPolicy = FramePolicy;
            response.Headers.XFrameOptions = "SAMEORIGIN";
            return Results.Text(html, "text/html", Encoding.UTF8);
        }).RequireAuthorization(Policies.Coordinator);

    public void Dispose() => cache.Dispose();
}
