using System.Net;

namespace MentorMatch.TestKit;

/// <summary>Signs in as somebody of the demonstration, by the button that the page for it has.</summary>
public static class DemoSession
{
    /// <summary>The client keeps the cookies, so it must be one that does.</summary>
    public static async Task SignInAsync(HttpClient client, Guid accountId)
    {
        var html = await client.GetStringAsync(new Uri("/demo/sign-in", UriKind.Relative));
        var token = html.Split("name=\"__RequestVerificationToken\" value=\"")[^1].Split('"')[0];
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["account"] = $"{accountId}", ["__RequestVerificationToken"] = token });
        using var answer = await client.PostAsync(new Uri("/demo/sign-in/as", UriKind.Relative), form);
        if (answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.OK)) throw new InvalidOperationException($"Signing in answered {answer.StatusCode}.");
    }
}
