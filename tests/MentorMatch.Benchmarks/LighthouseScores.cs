using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MentorMatch.TestKit;
using Xunit;

namespace MentorMatch.Benchmarks;

/// <summary>What Lighthouse says of the public pages on a phone: its own slow network and processor, a first visit each.</summary>
internal static class LighthouseScores
{
    private static readonly string[] Categories = ["performance", "accessibility", "best-practices"];

    /// <summary>Now and then the browser's trace has no beginning, which says nothing of the page.</summary>
    private const int Attempts = 3;

    public static async Task PrintAsync(TextWriter to)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "tests", "MentorMatch.Benchmarks", "lighthouse");
        await NodeFolder.InstallAsync(folder, "lighthouse");
        var app = new TestApp();
        await app.InitializeAsync();
        app.UseKestrel(0);
        app.StartServer();
        await DemoData.FillAsync(app.Database);
        await to.WriteLineAsync("\n| page | performance | accessibility | best practices | largest paint s | received KB | |\n|---|---|---|---|---|---|---|");
        foreach (var path in EveryRoute.Public().Select(route => route.Template.Replace("{Slug}", "role-models", StringComparison.Ordinal)))
        {
            // Lighthouse opens no page that answers an error, and comes with no link and no answers given before.
            if (path.Contains('{', StringComparison.Ordinal) || path is "/not-found" or "/no-access") continue;
            await to.WriteLineAsync(await MeasureAsync(folder, app.ClientOptions.BaseAddress, path));
        }

        await ((IAsyncLifetime)app).DisposeAsync();
    }

    private static async Task<string> MeasureAsync(string folder, Uri address, string path)
    {
        var failure = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            (var scores, failure) = await OpenAsync(folder, address, path);
            if (scores is not null) return scores;
        }

        return $"| {path} | {failure} | | | | | |";
    }

    private static async Task<(string? Scores, string Failure)> OpenAsync(string folder, Uri address, string path)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            Path.Combine("node_modules", "lighthouse", "cli", "index.js"), new Uri(address, path).ToString(), "--output=json", "--quiet",
            $"--only-categories={string.Join(',', Categories)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (Environment.GetEnvironmentVariable("MENTORMATCH_CHROMIUM") is { } chromium) start.Environment["CHROME_PATH"] = chromium;
        using var lighthouse = Process.Start(start)!;
        var complaints = lighthouse.StandardError.ReadToEndAsync();
        var output = await lighthouse.StandardOutput.ReadToEndAsync();
        await lighthouse.WaitForExitAsync();
        if (lighthouse.ExitCode != 0) return (null, (await complaints).Trim().Split('\n')[^1]);

        using var report = JsonDocument.Parse(output);
        var (categories, audits) = (report.RootElement.GetProperty("categories"), report.RootElement.GetProperty("audits"));
        var scores = Categories.Select(category => categories.GetProperty(category).GetProperty("score").GetDouble().ToString("0.00", CultureInfo.InvariantCulture));
        var arrived = new Uri(report.RootElement.GetProperty("finalDisplayedUrl").GetString()!).AbsolutePath;
        return (string.Create(CultureInfo.InvariantCulture,
            $"| {path} | {string.Join(" | ", scores)} | {Number(audits, "largest-contentful-paint") / 1000:0.0} | {Number(audits, "total-byte-weight") / 1024:0} | {(arrived == path ? "" : $"sends on to {arrived}")} |"), "");
    }

    private static double Number(JsonElement audits, string audit) => audits.GetProperty(audit).TryGetProperty("numericValue", out var value) ? value.GetDouble() : double.NaN;
}
