using System.Net;
using System.Text.RegularExpressions;
using MentorMatch.TestKit;

namespace MentorMatch.Faults.Nodes;

/// <summary>Somebody who uses the pages without a script: reads a form, sends it, and sees what comes of it.</summary>
internal sealed partial class Visitor(Uri address) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>What is sent from here on: the form's page may have come from another node.</summary>
    public Uri? PostsTo { get; set; }

    public Task SignInAsync(Guid account) => DemoSession.SignInAsync(client, account);

    /// <returns>What the answer was: 200 and the page, or a redirect.</returns>
    public async Task<(HttpStatusCode Status, string Html)> OpenAsync(string path) => await OpenAsync(new Uri(address, path));

    /// <summary>Anywhere on this machine: cookies go to a host, whatever its port.</summary>
    public async Task<(HttpStatusCode Status, string Html)> OpenAsync(Uri at)
    {
        using var answer = await client.GetAsync(at);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Opens the page, fills its form and sends it.</summary>
    /// <returns>Null where it was saved, which a redirect says; else what the visitor sees in its place.</returns>
    public async Task<string?> SaveAsync(string path, string form, params (string Name, string Value)[] answers)
    {
        try
        {
            var (status, html) = await OpenAsync(path);
            if (status != HttpStatusCode.OK) return $"the page {path} answered {(int)status}";
            using var content = new FormUrlEncodedContent(Hidden(html, form).Concat(answers).Select(f => KeyValuePair.Create(f.Name, f.Value)));
            var target = new Uri(path, UriKind.Relative);
            using var answer = await client.PostAsync(PostsTo is null ? target : new Uri(PostsTo, target), content);
            return answer.StatusCode == HttpStatusCode.Found ? null : $"sending {path} answered {(int)answer.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return $"{path}: {e.GetType().Name}";
        }
    }

    public void Dispose() => client.Dispose();

    private static IEnumerable<(string Name, string Value)> Hidden(string html, string form)
    {
        var whole = Forms().Matches(html).Select(m => m.Value).FirstOrDefault(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal)) ?? "";
        return HiddenFields().Matches(whole).Select(m => (Attribute(m.Value, "name"), Attribute(m.Value, "value")));
    }

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(tag.Split($" {name}=\"") is [_, var rest, ..] ? rest.Split('"')[0] : "");

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Forms();

    [GeneratedRegex("""<input type="hidden"[^>]*>""", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex HiddenFields();
}
