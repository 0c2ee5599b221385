using System.Text;
using MentorMatch.Web.Components.Pages.Emails;

namespace MentorMatch.Web.Demo;

/// <summary>The parts of a mail as a browser shows them: the HTML in a frame that may do nothing at all.</summary>
internal static class DemoMailRoutes
{
    public static void MapDemoMail(this WebApplication app)
    {
        app.MapGet("/demo/mail/{name}/html", async (string name, DemoMailbox mailbox, HttpResponse response) =>
        {
            if (await mailbox.FindAsync(name) is not { } mail) return Results.NotFound();
            response.Headers.ContentSecurityPolicy = MailFrames.FramePolicy;
            response.Headers.XFrameOptions = "SAMEORIGIN";
            return Results.Text(mail.Mail.Html, "text/html", Encoding.UTF8);
        });
        app.MapGet("/demo/mail/{name}/raw", async (string name, DemoMailbox mailbox) =>
            await mailbox.FindAsync(name) is { } mail ? Results.Text(mail.Mail.Raw, "text/plain", Encoding.UTF8) : Results.NotFound());
        app.MapGet("/demo/mail/{name}/calendar", async (string name, DemoMailbox mailbox) =>
            await mailbox.FindAsync(name) is { Mail.Calendar: { } calendar }
                ? Results.File(Encoding.UTF8.GetBytes(calendar), "text/calendar; charset=utf-8", "invitation.ics")
                : Results.NotFound());
    }
}
