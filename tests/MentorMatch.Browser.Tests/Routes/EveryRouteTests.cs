using System.Collections.Concurrent;
using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.TestKit;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Routes;

/// <summary>The bars that every page stands up to, asked of every route that the router knows.</summary>
[Collection(DemoCollection.Name)]
public sealed class EveryRouteTests(DemoFixture demo)
{
    /// <summary>Breaks rules on purpose; shows a mail in a sandboxed frame, into which axe cannot look; answers errors alone.</summary>
    internal static readonly string[] LeftOut = ["/demo/known-bad", "/demo/mail/{Name}", "/error"];

    /// <summary>Pages that send on whoever is in no such situation; the tests of signing in open them.</summary>
    private static readonly string[] Elsewhere = ["/staff/two-factor", "/staff/two-factor/set-up"];

    public static TheoryData<string> Routes => [.. EveryRoute.All().Select(route => route.Template).Where(template => !LeftOut.Contains(template))];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Page_InAllLanguagesNarrowAndWideLightAndDark_HasNoViolationAndNoOverflow(string template)
    {
        var route = EveryRoute.All().Single(r => r.Template == template);
        var examples = await demo.ExamplesOfAsync(route);
        Assert.NotEmpty(examples);

        // What a page looks like in each state is seen in one language, and each language in one state.
        var visits = examples.Select(example => (example, "da")).Append((examples[0], "en")).Append((examples[0], "da-x-let"));
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(visits, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (visit, _) =>
        {
            var (example, language) = visit;
            var page = await demo.VisitAsync(new Visit { Language = language, Width = 320 }, example.AccountId);
            foreach (var fault in await FaultsAsync(page, route, example, language)) faults.Add($"{example.Path} ({language}): {fault}");
            await page.Context.CloseAsync();
        });

        Assert.True(faults.IsEmpty, string.Join('\n', faults.Order()));
    }

    private static async Task<List<string>> FaultsAsync(IPage page, PageRoute route, RouteExample example, string language)
    {
        var answer = await Circuit.OpenAsync(page, route, example.Path);
        if (answer.Status >= 400 && route.Template is not ("/not-found" or "/no-access")) return [$"answered {answer.Status}"];
        if (new Uri(page.Url).AbsolutePath != example.Path && !Elsewhere.Contains(route.Template)) return [$"sent on to {page.Url}"];

        // Who sits at a desk all day has a mouse and dense lists; all others get targets for a thumb.
        var desk = await page.Locator(".staff").CountAsync() > 0;
        var faults = await FrameFaultsAsync(page, language);
        foreach (var width in (int[])[320, 1280])
        {
            await page.SetViewportSizeAsync(width, 900);
            await LookInAsync(page, ColorScheme.Light);
            faults.AddRange((await AxeGate.ViolationsAsync(page)).Select(v => $"{width} px: {v}"));
            faults.AddRange((await AxeGate.OverflowsAsync(page)).Take(3).Select(o => $"{width} px: {o}"));
            if (!desk) faults.AddRange((await AxeGate.SmallTargetsAsync(page, 44)).Take(5).Select(t => $"{width} px: {t}"));
            await LookInAsync(page, ColorScheme.Dark);
            faults.AddRange((await AxeGate.ColourViolationsAsync(page)).Select(v => $"{width} px, dark: {v}"));
        }

        if (language == "da") faults.AddRange(await FocusFaultsAsync(page));
        return faults;
    }

    /// <summary>On a low screen, where what sticks to its edges covers most.</summary>
    private static async Task<IEnumerable<string>> FocusFaultsAsync(IPage page)
    {
        await page.SetViewportSizeAsync(390, 660);
        await LookInAsync(page, ColorScheme.Light);
        return (await Keyboard.UnseenStopsAsync(page)).Take(5);
    }

    /// <summary>Draws the page in this scheme.</summary>
    internal static async Task LookInAsync(IPage page, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    private static async Task<List<string>> FrameFaultsAsync(IPage page, string language)
    {
        var faults = new List<string>();
        if (await page.GetAttributeAsync("html", "lang") is var said && said != language) faults.Add($"is in {said}");
        if (await page.Locator("h1").CountAsync() is var headings and not 1) faults.Add($"has {headings} h1");
        if (string.IsNullOrWhiteSpace(await page.TitleAsync())) faults.Add("has no title");
        if (await page.Locator("main").CountAsync() != 1) faults.Add("has not one main part");
        if (await page.Locator(".skipnav").CountAsync() == 0) faults.Add("has no skip link");
        var missing = await AxeGate.MissingTextsAsync(page);
        faults.AddRange(missing.Select(key => $"shows the key of a text that is missing: {key}"));
        return faults;
    }
}
