using System.Collections.Concurrent;
using MentorMatch.Browser.Tests.Infrastructure;
using MentorMatch.TestKit;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Routes;

/// <summary>What a first visit costs somebody on a phone, as it comes through the network.</summary>
[Collection(DemoCollection.Name)]
public sealed class PublicWeightTests(DemoFixture demo)
{
    private const long MostBytes = 150 * 1024;

    [Fact]
    public async Task PublicPages_OnAFirstVisit_AreLight()
    {
        var weights = new ConcurrentDictionary<string, long>();
        await Parallel.ForEachAsync(EveryRoute.Public(), new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (route, _) =>
        {
            weights[route.Template] = await WeightAsync((await demo.ExamplesOfAsync(route))[0]);
        });

        Assert.True(weights.Count > 20, $"{weights.Count} pages were weighed.");
        // Less than the font and the style sheet weigh would be a page that has not come.
        Assert.All(weights, page => Assert.True(page.Value is > 50 * 1024 and <= MostBytes, $"{page.Key}: {page.Value:N0} bytes"));
    }

    private async Task<long> WeightAsync(RouteExample example)
    {
        var page = await demo.VisitAsync(new Visit { Width = 390 }, example.AccountId);
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        var bytes = 0L;
        session.Event("Network.loadingFinished").OnEvent += (_, finished) => Interlocked.Add(ref bytes, (long)finished!.Value.GetProperty("encodedDataLength").GetDouble());
        await page.GotoAsync(example.Path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Context.CloseAsync();
        return bytes;
    }
}
