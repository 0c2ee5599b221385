using MentorMatch.Core.Access;
using MentorMatch.Core.Emails;

namespace MentorMatch.Web.Components.Pages.Emails;

/// <summary>Where mail programs unsubscribe their reader with one press (RFC 8058). The token is all that they bring.</summary>
public static class EmailsEndpoints
{
    public static IServiceCollection AddEmailPages(this IServiceCollection services) => services.AddSingleton<MailFrames>();

    public static void MapEmails(this WebApplication app)
    {
        MailFrames.Map(app);
        app.MapPost("/unsubscribe/one-click/{token}", UnsubscribeAsync).DisableAntiforgery();
        // A person who opens the address is shown the page with the button; opening changes nothing.
        app.MapGet("/unsubscribe/one-click/{token}", (string token) => Results.LocalRedirect($"/unsubscribe/{Uri.EscapeDataString(token)}"));
    }

    private static async Task<IResult> UnsubscribeAsync(string token, HttpRequest request, EmailOptOuts optOuts, CancellationToken ct)
    {
        if (!request.HasFormContentType || (await request.ReadFormAsync(ct))["List-Unsubscribe"] != "One-Click") return Results.BadRequest();
        var done = await optOuts.ChooseByLinkAsync(Actor.Visitor, token, wanted: false, ct);
        return done.Succeeded ? Results.Ok() : Results.NotFound();
    }
}
