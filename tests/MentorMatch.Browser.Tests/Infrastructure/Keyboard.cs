using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Infrastructure;

/// <summary>
/// Somebody who uses a page with keys alone, and sees where they are: at each stop of the Tab key the focus must have
/// a ring and must not lie under something else.
/// </summary>
internal sealed class Keyboard(IPage page)
{
    private const int MostStops = 400;

    /// <summary>What hides the place of the focus; null where it is seen, or where nothing has it.</summary>
    private const string WhatHidesTheFocus =
        """
        () => {
          const element = document.activeElement;
          // A heading that a page is read from is no stop.
          if (!element || element.matches('body, h1[tabindex="-1"]')) return null;
          const named = `${element.localName}.${element.className} ${element.name ?? element.textContent.trim().slice(0, 30)}`;

          // The design system draws a box or a choice beside its label; the input itself cannot be seen.
          const label = element.labels?.[0];
          const drawn = [[element, null], ...label ? [[label, null], [label, '::before'], [label, '::after']] : []];
          const isRing = ([of, part]) => {
            const style = getComputedStyle(of, part);
            if (of === element && style.opacity === '0') return false;
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/^rgba\(.*, 0\)$|^transparent$/.test(style.outlineColor);
          };
          if (!drawn.some(isRing)) return `${named} has the focus, and nothing shows it`;

          const seen = getComputedStyle(element).opacity === '0' && label ? label : element;
          const box = seen.getBoundingClientRect();
          const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
          const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
          if (right - left < 2 || bottom - top < 2) return `${named} has the focus, and lies outside the screen`;
          // A link of two lines has a hole in its box, so that one of a few points is enough.
          const points = [...seen.getClientRects()].map(part => [(Math.max(left, part.left) + Math.min(right, part.right)) / 2, (Math.max(top, part.top) + Math.min(bottom, part.bottom)) / 2]);
          const isOwn = above => above && (above === element || above === label || seen.contains(above));
          return points.some(([x, y]) => isOwn(document.elementFromPoint(x, y))) ? null : `${named} has the focus, and something lies over it`;
        }
        """;

    /// <summary>Goes on with Tab until it stands on the element; from the end of the page it goes on at its beginning.</summary>
    public async Task GoToAsync(string selector)
    {
        for (var stops = 0; stops < MostStops; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await UnseenAsync(page) is { } fault) Assert.Fail($"{new Uri(page.Url).AbsolutePath}: {fault}");
            if (await page.Locator(selector).EvaluateAllAsync<bool>("all => all.includes(document.activeElement)")) return;
        }

        Assert.Fail($"{new Uri(page.Url).AbsolutePath}: Tab never comes to {selector}.");
    }

    /// <summary>Writes in place of what is there.</summary>
    public async Task TypeAsync(string selector, string text)
    {
        await GoToAsync(selector);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Writes into a field of several parts, such as a date, which go on by themselves as they are full.</summary>
    public async Task TypePartsAsync(string selector, string keys)
    {
        await GoToAsync(selector);
        await page.Keyboard.TypeAsync(keys);
    }

    public async Task TickAsync(string selector)
    {
        await GoToAsync(selector);
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator(selector)).ToBeCheckedAsync();
    }

    /// <summary>Takes one of a group's choices by its arrows: Tab stops at such a group once.</summary>
    public async Task TakeAsync(string name, string value)
    {
        await GoToAsync($"[name='{name}']");
        for (var moves = 0; moves < 20; moves++)
        {
            if (await page.EvaluateAsync<bool>("value => document.activeElement.checked && document.activeElement.value === value", value)) return;
            await page.Keyboard.PressAsync(moves == 0 ? "Space" : "ArrowDown");
            if (await UnseenAsync(page) is { } fault) Assert.Fail($"{new Uri(page.Url).AbsolutePath}: {fault}");
        }

        Assert.Fail($"The arrows never come to {value} of {name}.");
    }

    /// <summary>Presses a button or follows a link of the page.</summary>
    public async Task EnterAsync(string selector)
    {
        await GoToAsync(selector);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Presses what leads to another page, and waits until that is read from its top or its heading.</summary>
    public async Task LeaveByAsync(string selector, Func<string, bool> isThere)
    {
        await EnterAsync(selector);
        await page.WaitForURLAsync(isThere, new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => document.readyState === 'complete' && document.activeElement.matches('body, h1')");
    }

    /// <summary>
    /// What hides the place of the focus anywhere between the page's beginning and its end, by Tab alone. The page must be
    /// drawn with reduced motion: nothing is waited for.
    /// </summary>
    public static async Task<List<string>> UnseenStopsAsync(IPage page)
    {
        await page.EvaluateAsync($"() => {{ document.activeElement?.blur(); scrollTo(0, 0); window.stopsOfTab = new Set(); window.whatHidesTheFocus = {WhatHidesTheFocus}; }}");
        var faults = new List<string>();
        for (var stops = 0; stops < MostStops; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            // A date has several stops in one element; a second time round begins with the first of all.
            var stop = await page.EvaluateAsync<string?>(
                """
                () => {
                  const [at, before] = [document.activeElement, window.lastStopOfTab];
                  window.lastStopOfTab = at;
                  if (at === document.body || window.stopsOfTab.has(at) && at !== before) return 'end';
                  window.stopsOfTab.add(at);
                  return window.whatHidesTheFocus();
                }
                """);
            if (stop == "end") return faults;
            if (stop is not null) faults.Add(stop);
        }

        return [.. faults, $"has more than {MostStops} stops of Tab"];
    }

    private static async Task<string?> UnseenAsync(IPage page)
    {
        // Scrolling to it and drawing its ring take a frame.
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return await page.EvaluateAsync<string?>(WhatHidesTheFocus);
    }
}
