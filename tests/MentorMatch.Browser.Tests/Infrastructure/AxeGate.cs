using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Infrastructure;

/// <summary>Asks axe about a page, by the rules of WCAG 2.2 A and AA.</summary>
internal static class AxeGate
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>One line a violation: the rule, and the elements that break it. Empty when the page passes.</summary>
    public static Task<IReadOnlyList<string>> ViolationsAsync(IPage page) =>
        AskAsync(page, atLeast: 5, "tag", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /// <summary>The rules alone whose outcome another colour scheme changes: for a page that was asked in full before.</summary>
    public static Task<IReadOnlyList<string>> ColourViolationsAsync(IPage page) => AskAsync(page, atLeast: 1, "rule", "color-contrast", "link-in-text-block");

    private static async Task<IReadOnlyList<string>> AskAsync(IPage page, int atLeast, string type, params string[] values)
    {
        // Asked of axe itself, which is much faster than to carry all that passed out of the browser each time.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync($"() => {{ {Script} }}");
        return await page.EvaluateAsync<string[]>(
            """
            async ({ type, values, atLeast }) => {
              const result = await axe.run(document, { runOnly: { type, values }, resultTypes: ['violations'] });
              const asked = result.passes.length + result.violations.length + result.incomplete.length;
              if (asked < atLeast) return [`axe checked next to nothing: ${asked} rules`];
              return result.violations.map(violation => `${violation.id}: ` + violation.nodes.slice(0, 5)
                .map(node => `${node.target} ${node.any.map(check => check.message).join(' ')}`).join(' | '));
            }
            """,
            new { type, values, atLeast });
    }

    /// <summary>Keys that stand where a text is missing, in closed parts of the page too.</summary>
    public static async Task<IReadOnlyList<string>> MissingTextsAsync(IPage page) =>
        await page.EvaluateAsync<string[]>(@"() => document.documentElement.textContent.match(/\[[A-Z][\w.]+\]/g) ?? []");

    /// <summary>
    /// What is too small for a thumb: less than so many CSS pixels high or wide. A field is as large as its label where that
    /// is larger; a link in running text is as tall as its line, as WCAG 2.5.5 allows.
    /// </summary>
    public static async Task<IReadOnlyList<string>> SmallTargetsAsync(IPage page, int pixels) => await page.EvaluateAsync<string[]>(
        """
        pixels => {
          const least = pixels - 0.5;
          const bigEnough = element => element && element.getBoundingClientRect().height >= least && element.getBoundingClientRect().width >= least;
          const inText = element => element.localName === 'a' && getComputedStyle(element).display === 'inline'
            && element.parentElement.textContent.trim().length > element.textContent.trim().length;
          return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
            .filter(element => element.checkVisibility() && element.getClientRects().length && !element.matches('.skipnav, [inert] *'))
            .filter(element => !bigEnough(element) && !inText(element) && ![...element.labels ?? []].some(bigEnough))
            .map(element => [element, element.getBoundingClientRect()])
            .map(([element, box]) => `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 30)}” is ${Math.round(box.width)} × ${Math.round(box.height)}`);
        }
        """,
        pixels);

    /// <summary>Boxes that reach past the right edge of the screen, but for what lies in a region that scrolls by itself or in a closed menu.</summary>
    public static async Task<IReadOnlyList<string>> OverflowsAsync(IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => {
          const width = document.documentElement.clientWidth;
          const scrolls = element => !!element.closest('[role=region][aria-label], .tab-container, .sr-only, .skipnav');
          return [...document.body.querySelectorAll('*')]
            .filter(element => !scrolls(element) && element.checkVisibility() && element.getClientRects().length && element.getBoundingClientRect().right > width + 1)
            .map(element => `${element.localName}.${element.className} reaches ${Math.round(element.getBoundingClientRect().right)} of ${width}`);
        }
        """);
}
