using MentorMatch.Core.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace MentorMatch.Web.Access;

/// <summary>Signing in as any demo person with one button. Mapped in Development alone.</summary>
internal static class DemoSignIn
{
    public static void MapDemoSignIn(this WebApplication app) =>
        app.MapPost("/demo/sign-in/as", async (HttpContext context, [FromForm] Guid account, ActorLoader actors) =>
        {
            if (!await SessionCookie.SignInAsync(context, account)) return Results.NotFound();
            var actor = await actors.LoadAsync(account);
            return Results.LocalRedirect(FrontPage.Of(actor));
        });
}
