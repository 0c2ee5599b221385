using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace MentorMatch.Core.Emails;

/// <summary>Access tokens for the mail server, by client credentials (RFC 6749, section 4.4), each used until a minute before it ends.</summary>
internal sealed class OAuthTokens(MailKitSettings settings) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly HttpClient http = new();
    private readonly SemaphoreSlim one = new(1, 1);
    private string token = "";
    private long asked;
    private TimeSpan lasts;

    /// <exception cref="HttpRequestException">The server that issues tokens is away or refuses.</exception>
    public async Task<string> GetAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (token.Length == 0 || Stopwatch.GetElapsedTime(asked) >= lasts - Margin) await AskAsync(ct);
            return token;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private async Task AskAsync(CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", settings.ClientId),
            new("client_secret", settings.ClientSecret),
            new("scope", settings.Scope),
        ]);
        var now = Stopwatch.GetTimestamp();
        using var response = await http.PostAsync(new Uri(settings.TokenUrl), form, ct);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(ct);
        (token, asked, lasts) = (answer?.Token ?? "", now, TimeSpan.FromSeconds(answer?.Seconds ?? 0));
        if (token.Length == 0) throw new HttpRequestException("The answer holds no token.");
    }

    private sealed record Answer([property: JsonPropertyName("access_token")] string Token, [property: JsonPropertyName("expires_in")] double Seconds);
}
