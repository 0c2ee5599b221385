using System.Threading.RateLimiting;
using MentorMatch.Core.Access;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Access;

/// <summary>How often one address on the network may post to the sign-in pages.</summary>
public static class RateLimits
{
    public const string SignIn = "sign-in";

    private const int Default = 30;

    /// <summary>"SignIn:PostsPerMinute" changes the number, for a whole office behind one address.</summary>
    public static void Configure(RateLimiterOptions options, IConfiguration configuration)
    {
        var posts = configuration.GetValue("SignIn:PostsPerMinute", Default);
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = SayWaitAsync;
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = posts, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("reading"));
    }

    private static async ValueTask SayWaitAsync(OnRejectedContext context, CancellationToken ct)
    {
        var response = context.HttpContext.Response;
        var texts = context.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<AccessTexts>>();
        response.Headers.RetryAfter = "60";
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(texts["TooManyTries"], ct);
    }
}
