using System.IO.Compression;
using System.Text.RegularExpressions;
using MentorMatch.TestKit;

namespace MentorMatch.Web.Tests.Frame;

/// <summary>What a first visit costs somebody on a phone: the page and all it loads, compressed as when published.</summary>
public sealed partial class WeightTests(TestApp app) : IClassFixture<TestApp>
{
    private const int MostBytes = 150 * 1024;

    [Theory]
    [InlineData("/")]
    [InlineData("/privacy")]
    [InlineData("/sign-up")]
    public async Task PublicPage_WithAllItLoads_IsLight(string path)
    {
        using var client = app.CreateClient();
        var page = await WebPage.GetAsync(client, path);
        var files = page.Document.QuerySelectorAll("link[href], script[src], img[src], use[href]")
            .Select(element => (element.GetAttribute("href") ?? element.GetAttribute("src"))!.Split('#')[0]).Distinct().ToList();
        var sheets = await Task.WhenAll(files.Where(file => file.Contains(".css", StringComparison.Ordinal)).Select(file => client.GetStringAsync(new Uri(file, UriKind.RelativeOrAbsolute))));
        var drawn = sheets.SelectMany(sheet => Drawn().Matches(sheet).Select(match => "dkfds/" + match.Groups["file"].Value)).Distinct();

        var weights = new Dictionary<string, int>();
        // The preloaded font is named twice: with and without its fingerprint.
        foreach (var file in files.Concat(drawn.Where(file => file != "dkfds/Regular.woff2")).Append(path)) weights[file] = await WeightAsync(client, file);

        Assert.True(weights.Count > 8, string.Join(", ", weights.Keys));
        Assert.All(weights, weight => Assert.True(weight.Value > 0, weight.Key));
        Assert.True(weights.Values.Sum() <= MostBytes, string.Join(", ", weights));
    }

    /// <summary>Files are compressed once, when the application is published; pages are never.</summary>
    private static async Task<int> WeightAsync(HttpClient client, string file)
    {
        using var response = await client.GetAsync(new Uri(file, UriKind.RelativeOrAbsolute));
        response.EnsureSuccessStatusCode();
        var sent = await response.Content.ReadAsByteArrayAsync();
        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "font/woff2") return sent.Length;
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true)) await gzip.WriteAsync(sent);
        return (int)compressed.Length;
    }

    [GeneratedRegex("""url\((?<file>[\w-]+\.(svg|woff2))\)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Drawn();
}
