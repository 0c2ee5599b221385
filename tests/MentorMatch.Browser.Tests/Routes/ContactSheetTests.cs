using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.TestKit;

namespace MentorMatch.Browser.Tests.Routes;

/// <summary>
/// Pictures of all pages for people to look at: <c>MENTORMATCH_SHEETS</c> names the folder that gets a sheet of each page and
/// width, <c>MENTORMATCH_SHEETS_OF</c> the beginning of the routes that are wanted. Without it two pages are enough to see
/// that sheets can be made.
/// </summary>
[Collection(DemoCollection.Name)]
public sealed class ContactSheetTests(DemoFixture demo)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("MENTORMATCH_SHEETS");
    private static readonly string Beginning = Environment.GetEnvironmentVariable("MENTORMATCH_SHEETS_OF") ?? "/";

    [Fact]
    public async Task Sheet_OfEachPage_ShowsItInEveryLook()
    {
        var wanted = EveryRoute.All().Where(route => Folder is null ? route.Template is "/" or "/coordinator/meetings" : IsWanted(route));
        if (Folder is not null) Directory.CreateDirectory(Folder);

        var made = 0;
        await Parallel.ForEachAsync(wanted, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (route, _) =>
        {
            var examples = await demo.ExamplesOfAsync(route);
            foreach (var (example, number) in examples.Take(route.Interactive ? 2 : 12).Select((e, n) => (e, n))) Interlocked.Add(ref made, await SheetAsync(route, example, number));
        });

        Assert.True(made >= (Folder is null ? 6 : 2), $"{made} pictures were made.");
    }

    [Fact]
    public async Task Picture_OfNothing_IsFound()
    {
        var page = await demo.VisitAsync(new Visit(), null);

        Assert.InRange(await ContactSheet.ColoursAsync(page, await page.ScreenshotAsync()), 1, 2);
        await page.Context.CloseAsync();
    }

    private static bool IsWanted(PageRoute route) => route.Template.StartsWith(Beginning, StringComparison.Ordinal) && !EveryRouteTests.LeftOut.Contains(route.Template);

    /// <returns>How many pictures.</returns>
    private async Task<int> SheetAsync(PageRoute route, RouteExample example, int number)
    {
        var sheets = await ContactSheet.OfAsync(demo, route, example);
        var page = await demo.VisitAsync(new Visit(), null);
        foreach (var tile in sheets.SelectMany(sheet => sheet.Tiles))
        {
            Assert.True(await ContactSheet.ColoursAsync(page, tile.Png) > 10, $"{tile.Caption} shows next to nothing.");
        }

        await page.Context.CloseAsync();
        var name = string.Concat(route.Template.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_')).Trim('_');
        foreach (var (width, png, _) in sheets.Where(_ => Folder is not null))
        {
            await File.WriteAllBytesAsync(Path.Combine(Folder!, $"{(name.Length == 0 ? "front" : name)}{(number == 0 ? "" : $".{number + 1}")}.{width}.png"), png);
        }

        return sheets.Sum(sheet => sheet.Tiles.Count);
    }
}
