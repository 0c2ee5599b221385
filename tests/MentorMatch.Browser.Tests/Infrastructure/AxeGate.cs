using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Infrastructure;

/// <summary>Asks axe about a page, by the rules of WCAG 2.2 A and AA.</summary>
internal static class AxeGate
{
    private static readonly AxeRunOptions Options = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>One line a violation: the rule, and the elements that break it. Empty when the page passes.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        var result = await page.RunAxe(Options);
        if (result.Passes.Length < 5) return [$"axe checked next to nothing: {result.Passes.Length} rules"];
        return [.. result.Violations.Select(violation =>
            $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(5).Select(node => $"{node.Target} {string.Join(' ', node.Any.Select(check => check.Message))}"))}")];
    }

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
