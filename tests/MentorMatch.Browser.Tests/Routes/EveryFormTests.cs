using System.Collections.Concurrent;
using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.TestKit;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Routes;

/// <summary>What is typed here is nonsense, and some of it is kept as a draft.</summary>
[Collection(ChangingDemoCollection.Name)]
public sealed class EveryFormTests(DemoFixture demo)
{
    /// <summary>Each form of the area's pages that takes text, and how many there are at least, so that none is lost unseen.</summary>
    [Theory]
    [InlineData("", 8)]
    [InlineData("/volunteer", 5)]
    [InlineData("/citizen", 4)]
    [InlineData("/coordinator", 11)]
    [InlineData("/admin", 4)]
    public async Task Form_SentWithNonsense_SaysWhatIsWrongWhereItIs(string area, int atLeast)
    {
        var routes = EveryRoute.All().Where(route => AreaOf(route) == area && !EveryRouteTests.LeftOut.Contains(route.Template) && !route.Template.StartsWith("/demo", StringComparison.Ordinal));
        var (faults, forms) = (new ConcurrentBag<string>(), 0);
        await Parallel.ForEachAsync(routes, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (route, _) =>
        {
            foreach (var example in (await demo.ExamplesOfAsync(route)).Take(2))
            {
                var page = await demo.VisitAsync(new Visit(), example.AccountId);
                var count = await OpenAsync(page, route, example) ? await FormGate.FormsAsync(page) : 0;
                for (var form = 0; form < count; form++)
                {
                    Interlocked.Increment(ref forms);
                    foreach (var fault in await FaultsAsync(page, route, example, form)) faults.Add($"{example.Path}, form {form + 1}: {fault}");
                }

                await page.Context.CloseAsync();
            }
        });

        Assert.True(faults.IsEmpty, string.Join('\n', faults.Order()));
        Assert.True(forms >= atLeast, $"{forms} forms were found.");
    }

    private static async Task<List<string>> FaultsAsync(IPage page, PageRoute route, RouteExample example, int form)
    {
        await OpenAsync(page, route, example);
        await FormGate.SendNonsenseAsync(page, form);
        var summary = page.Locator(".error-summary").First;
        try
        {
            await Assertions.Expect(summary).ToBeFocusedAsync(new() { Timeout = 20_000 });
        }
        catch (PlaywrightException)
        {
            // The gate says in its own words what there is in its place.
        }

        return [.. await FormGate.FaultsAsync(page)];
    }

    private static async Task<bool> OpenAsync(IPage page, PageRoute route, RouteExample example) =>
        (await Circuit.OpenAsync(page, route, example.Path)).Ok && new Uri(page.Url).AbsolutePath == example.Path;

    private static string AreaOf(PageRoute route) =>
        new[] { "/volunteer", "/citizen", "/coordinator", "/admin" }.FirstOrDefault(area => route.Template == area || route.Template.StartsWith($"{area}/", StringComparison.Ordinal)) ?? "";
}
