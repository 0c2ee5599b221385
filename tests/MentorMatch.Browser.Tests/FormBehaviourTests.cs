using MentorMatch.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests;

/// <summary>The same fields, posted without a script and bound in a circuit.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FormBehaviourTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StaticForm_SentWithErrors_FocusesTheSummaryWhoseLinksLeadIntoTheFields(bool script)
    {
        var page = await fixture.VisitAsync(new Visit { Language = "en", Script = script });
        await page.GotoAsync("/demo/components");
        await page.FillAsync("#Input-Name", "");
        await page.FillAsync("#Input-Email", "nowhere");
        await page.ClickAsync("form:has(#Input-Name) button >> nth=0");

        await Assertions.Expect(page.Locator(".error-summary").First).ToBeVisibleAsync();
        Assert.StartsWith("Error:", await page.TitleAsync(), StringComparison.Ordinal);
        if (script)
        {
            await Assertions.Expect(page.Locator(".error-summary").First).ToBeFocusedAsync();
            await page.ClickAsync(".error-summary a >> nth=1");
            await Assertions.Expect(page.Locator("#Input-Email")).ToBeFocusedAsync();
        }

        await Assertions.Expect(page.Locator("#Input-Email")).ToHaveValueAsync("nowhere");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task InteractiveForm_Used_BindsSavesAsksOnceAndShowsADialog()
    {
        var page = await fixture.VisitAsync(new Visit { Language = "en" });
        await page.GotoAsync("/demo/interactive");
        var save = page.Locator("form:has(#Input-Name) button[type=submit]");
        await Assertions.Expect(save).ToBeEnabledAsync(new() { Timeout = 15000 });

        await save.ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        await page.ClickAsync(".error-summary a >> nth=0");
        await Assertions.Expect(page.Locator("#Input-Name")).ToBeFocusedAsync();

        await page.FillAsync("#Input-Name", "Karen Demo");
        await page.FillAsync("#Input-Email", "karen@example.com");
        await page.FillAsync("#Input-Distance", "12");
        await page.FillAsync("#Input-Day", "2026-12-01");
        await page.CheckAsync("#Input-Mentor-1");
        await page.CheckAsync("#Input-Interests-2");
        await page.CheckAsync("#Input-Times-4");
        await page.CheckAsync("#Input-Consent");
        await save.ClickAsync();
        await Assertions.Expect(page.Locator(".toast-message")).ToContainTextAsync("2 chosen");
        await Assertions.Expect(page.Locator(".error-summary")).ToHaveCountAsync(0);

        await page.ClickAsync(".confirm summary");
        await page.ClickAsync(".confirm .button-warning");
        await Assertions.Expect(page.Locator(".toast-message")).ToContainTextAsync("Deleted");
        await Assertions.Expect(page.Locator("#Input-Name")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator(".confirm-panel")).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        Assert.Empty(await AxeGate.ViolationsAsync(page));
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>A field whose value its parent hands on, and one that stands in the content of a form.</summary>
    [Theory]
    [InlineData("#Input-Day")]
    [InlineData("#Input-Until")]
    public async Task InteractiveDate_TypedOverASlowLine_IsNotOverwrittenByTheAnswers(string field)
    {
        var page = await fixture.VisitAsync(new Visit { Language = "en" });
        await page.RouteWebSocketAsync("**/_blazor?*", Slow);
        await page.GotoAsync("/demo/interactive");
        await Assertions.Expect(page.Locator("form:has(#Input-Name) button[type=submit]")).ToBeEnabledAsync(new() { Timeout = 15000 });

        await page.FocusAsync(field);
        // Day and month alike: which comes first is the browser's affair.
        foreach (var key in "12122026")
        {
            await page.Keyboard.PressAsync($"{key}");
            await page.WaitForTimeoutAsync(120);
        }

        await page.WaitForTimeoutAsync(1000);
        Assert.Equal("2026-12-12", await page.InputValueAsync(field));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Page_AnyOfThem_BreaksNoRuleOfItsOwnSecurityPolicy()
    {
        foreach (var path in new[] { "/", "/demo/components", "/demo/interactive" })
        {
            var page = await fixture.VisitAsync(new Visit());
            var complaints = new List<string>();
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning") complaints.Add($"{path}: {message.Text}");
            };
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

            Assert.Empty(complaints);
            await page.Context.CloseAsync();
        }
    }

    /// <summary>What the server says comes a third of a second later, in its order.</summary>
    private static void Slow(IWebSocketRoute socket)
    {
        var server = socket.ConnectToServer();
        var before = Task.CompletedTask;
        socket.OnMessage(frame => Pass(frame, server));
        server.OnMessage(frame => before = PassLaterAsync(before, Task.Delay(333), frame));

        async Task PassLaterAsync(Task earlier, Task delay, IWebSocketFrame frame)
        {
            await earlier;
            await delay;
            Pass(frame, socket);
        }

        static void Pass(IWebSocketFrame frame, IWebSocketRoute to)
        {
            if (frame.Binary is { } bytes) to.Send(bytes);
            else to.Send(frame.Text!);
        }
    }
}
