using System.Diagnostics;
using System.Globalization;
using System.Net;
using MentorMatch.Core.Data;
using MentorMatch.Core.Data.Seed;
using MentorMatch.TestKit;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MentorMatch.Benchmarks;

/// <summary>How long the server takes for a page, from request to last byte, in the same process and over no network.</summary>
internal static class PageTimes
{
    private const int WarmUp = 5;
    private const int Rounds = 40;

    private static readonly (string Who, string[] Paths)[] Pages =
    [
        ("", ["/", "/programmes/role-models", "/sign-up", "/information-meetings", "/sign-in"]),
        ("mette@example.com",
        [
            "/coordinator", "/coordinator?page=20", "/coordinator/volunteers", "/coordinator/volunteers?page=40", "/coordinator/volunteers?q=bakke&state=Ready",
            "/coordinator/citizens", "/coordinator/citizens?q=skov", "/coordinator/matches", "/coordinator/training", "/coordinator/meetings", "/coordinator/emails",
            "{volunteer}", "{citizen}", "{citizen}/suggestions",
        ]),
        ("admin@example.com", ["/admin/users", "/admin/users?page=100", "/admin/programmes", "/admin/jobs", "/admin/emails"]),
    ];

    public static async Task PrintAsync(TextWriter to, int volunteers, int citizens)
    {
        var app = new TestApp();
        await app.InitializeAsync();
        var contexts = new ServiceCollection().AddData(app.Database.ConnectionString).BuildServiceProvider().GetRequiredService<IDbContextFactory<AppDbContext>>();
        await DemoData.FillAsync(app.Database);
        var load = Stopwatch.StartNew();
        if (volunteers > 0) await new LargeSeed(contexts, TimeProvider.System).LoadAsync(new(volunteers, citizens));
        await to.WriteLineAsync($"\n{(volunteers == 0 ? "The demonstration: 40 volunteers, 30 citizens" : $"{volunteers:N0} volunteers and {citizens:N0} citizens more, loaded in {load.Elapsed.TotalSeconds:0.0} s")}\n\n| page | median ms | p95 ms |\n|---|---|---|");
        foreach (var (who, paths) in Pages)
        {
            var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
            if (who.Length > 0) await SignInAsync(client, contexts, who);
            foreach (var path in paths) await to.WriteLineAsync(await MeasureAsync(client, await PathAsync(contexts, path)));
        }

        // The application first: its jobs look into the database until they are told to end.
        await ((IAsyncLifetime)app).DisposeAsync();
    }

    private static async Task<string> MeasureAsync(HttpClient client, (string Shown, string Path) page)
    {
        var times = new List<double>();
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await client.GetAsync(page.Path);
            if (answer.StatusCode != HttpStatusCode.OK) return $"| {page.Shown} | answered {(int)answer.StatusCode} | |";
            await answer.Content.ReadAsByteArrayAsync();
            if (round >= WarmUp) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return $"| {page.Shown} | {Ms(times[times.Count / 2])} | {Ms(times[(int)(times.Count * .95)])} |";
    }

    private static string Ms(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static async Task<(string Shown, string Path)> PathAsync(IDbContextFactory<AppDbContext> contexts, string path)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var programme = await db.Programmes.OrderBy(p => p.CreatedAt).Select(p => p.Id).FirstAsync();
        var volunteer = await db.Volunteers.Where(v => v.ProgrammeId == programme).Select(v => v.Id).FirstAsync();
        var citizen = await db.Citizens.Where(c => c.ProgrammeId == programme && c.State == Core.Citizens.CitizenState.WishesDone).Select(c => c.Id).FirstAsync();
        var real = path.Replace("{volunteer}", $"/coordinator/volunteers/{volunteer}", StringComparison.Ordinal).Replace("{citizen}", $"/coordinator/citizens/{citizen}", StringComparison.Ordinal);
        return (path.Replace("{volunteer}", "/coordinator/volunteers/{id}", StringComparison.Ordinal).Replace("{citizen}", "/coordinator/citizens/{id}", StringComparison.Ordinal), real);
    }

    private static async Task SignInAsync(HttpClient client, IDbContextFactory<AppDbContext> contexts, string email)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var account = await db.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync();
        await DemoSession.SignInAsync(client, account);
    }
}
