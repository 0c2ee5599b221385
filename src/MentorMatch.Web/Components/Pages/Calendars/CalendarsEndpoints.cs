using System.Text;
using MentorMatch.Core.Calendars;
using Microsoft.Net.Http.Headers;

namespace MentorMatch.Web.Components.Pages.Calendars;

/// <summary>What calendar programs fetch: they have no session, the address itself is the secret.</summary>
public static class CalendarsEndpoints
{
    public static void MapCalendars(this WebApplication app) =>
        app.MapMethods("/calendar/{token}.ics", [HttpMethods.Get, HttpMethods.Head], FetchAsync);

    /// <summary>The address of the calendar behind a token, on this site.</summary>
    public static string PathOf(string token) => $"/calendar/{token}.ics";

    private static async Task<IResult> FetchAsync(string token, CalendarFeedQueries feeds, HttpResponse response, CancellationToken ct)
    {
        if (await feeds.FindAsync(token, ct) is not { } calendar) return Results.NotFound();
        // Kept by the reader's own program alone, and asked for again with its version: an unchanged one costs no bytes.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers["X-Robots-Tag"] = "noindex";
        return Results.Bytes(
            Encoding.UTF8.GetBytes(calendar.Text), "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{calendar.Version}\"", isWeak: true));
    }
}
