using System.Net;
using System.Text;
using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.TestKit;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Routes;

/// <param name="Caption">What the picture shows, in a line.</param>
/// <param name="Png">The picture.</param>
internal sealed record Tile(string Caption, byte[] Png);

/// <summary>Pictures of one address side by side, as people see it: narrow and wide, in its languages, light and dark.</summary>
internal static class ContactSheet
{
    /// <summary>CSS pixels; what lies further down is cut off.</summary>
    private const int Highest = 2_200;

    private static readonly int[] Widths = [390, 1280];

    /// <summary>The sheet of each width, as a PNG.</summary>
    public static async Task<IReadOnlyList<(int Width, byte[] Png, IReadOnlyList<Tile> Tiles)>> OfAsync(DemoFixture demo, PageRoute route, RouteExample example)
    {
        string[] languages = route.Interactive ? ["da"] : ["da", "da-x-let"];
        var sheets = new List<(int, byte[], IReadOnlyList<Tile>)>();
        foreach (var width in Widths)
        {
            var tiles = new List<Tile>();
            foreach (var language in languages)
            {
                var page = await demo.VisitAsync(new Visit { Language = language, Width = width }, example.AccountId);
                await Circuit.OpenAsync(page, route, example.Path);
                tiles.Add(await TileAsync(page, $"{route.Template} · {language} · {width} px", ColorScheme.Light));
                tiles.Add(await TileAsync(page, $"{route.Template} · {language} · {width} px", ColorScheme.Dark));
                await page.Context.CloseAsync();
            }

            sheets.Add((width, await LaidOutAsync(demo, tiles, width), tiles));
        }

        return sheets;
    }

    /// <returns>How many colours a picture has, up to a hundred: one or two where it shows nothing.</returns>
    public static async Task<int> ColoursAsync(IPage page, byte[] png) => await page.EvaluateAsync<int>(
        """
        async source => {
          const image = await createImageBitmap(await (await fetch(source)).blob());
          const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
          canvas.drawImage(image, 0, 0);
          const seen = new Set();
          const data = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
          for (let at = 0; at < data.length && seen.size < 100; at++) seen.add(data[at]);
          return seen.size;
        }
        """,
        AsAddress(png));

    private static async Task<Tile> TileAsync(IPage page, string caption, ColorScheme scheme)
    {
        await EveryRouteTests.LookInAsync(page, scheme);
        // Until its own letters have come, a page is drawn in others.
        await page.EvaluateAsync("() => document.fonts.ready");
        var height = Math.Min(Highest, await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));
        var picture = await page.ScreenshotAsync(new() { FullPage = true, Clip = new() { Width = page.ViewportSize!.Width, Height = height } });
        return new Tile($"{caption} · {scheme.ToString().ToLowerInvariant()}", picture);
    }

    /// <summary>Narrow pictures stand in one row at their own size, wide ones two in a row at six tenths of it.</summary>
    private static async Task<byte[]> LaidOutAsync(DemoFixture demo, List<Tile> tiles, int width)
    {
        var (columns, shown) = width < 800 ? (tiles.Count, width) : (2, width * 6 / 10);
        var html = new StringBuilder($"<body style='margin:16px;background:#888;font:14px sans-serif;display:inline-grid;gap:16px;grid-template-columns:repeat({columns},{shown}px)'>");
        foreach (var tile in tiles) html.Append($"<figure style='margin:0'><img style='width:100%' src='{AsAddress(tile.Png)}'><figcaption style='background:#fff;padding:4px'>{WebUtility.HtmlEncode(tile.Caption)}</figcaption></figure>");
        var page = await demo.VisitAsync(new Visit { Width = (columns * (shown + 16)) + 16 }, null);
        await page.SetContentAsync(html.ToString());
        var sheet = await page.Locator("body").ScreenshotAsync();
        await page.Context.CloseAsync();
        return sheet;
    }

    private static string AsAddress(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";
}
