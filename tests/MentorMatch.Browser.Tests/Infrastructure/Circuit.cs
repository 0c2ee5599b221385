using System.Text;
using MentorMatch.TestKit;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Infrastructure;

/// <summary>Tells when an interactive page has come alive: its circuit has drawn it anew, and its data are there.</summary>
internal sealed class Circuit
{
    private static readonly byte[] FirstBatch = Encoding.ASCII.GetBytes("JS.RenderBatch");

    private readonly IPage page;
    private TaskCompletionSource drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Circuit(IPage page)
    {
        this.page = page;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Binary is { } bytes && bytes.AsSpan().IndexOf(FirstBatch) >= 0) drawn.TrySetResult();
        };
    }

    public static async Task<Circuit> WatchAsync(IPage page)
    {
        // What the server sent at first is marked: a circuit puts its own drawing in its place.
        await page.AddInitScriptAsync("document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('main h1').forEach(h1 => h1.dataset.sent = ''))");
        return new Circuit(page);
    }

    /// <summary>Opens a page, and waits for its circuit where it has one.</summary>
    public static async Task<IResponse> OpenAsync(IPage page, PageRoute route, string path) =>
        route.Interactive ? await (await WatchAsync(page)).OpenAsync(path) : (await page.GotoAsync(path))!;

    /// <summary>Opens an interactive page and waits until it can be used.</summary>
    public async Task<IResponse> OpenAsync(string path)
    {
        drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = await page.GotoAsync(path);
        if (!answer!.Ok) return answer;
        await drawn.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await page.Locator("main h1:not([data-sent])").First.WaitForAsync();
        await Assertions.Expect(page.Locator("main .skeleton")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        return answer;
    }
}
