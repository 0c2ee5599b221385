using MentorMatch.Core.Citizens;

namespace MentorMatch.Web.Components.Pages.Citizens;

/// <summary>The addresses of the questions, one a page, and of the page that follows the last.</summary>
internal static class WishesSteps
{
    public const string Start = "/citizen/wishes";
    public const string Check = "/citizen/wishes/check";

    public static IReadOnlyList<WishesStep> All { get; } = Enum.GetValues<WishesStep>();

    public static WishesStep? Find(string? slug) => All.Cast<WishesStep?>().FirstOrDefault(step => string.Equals(Slug(step!.Value), slug, StringComparison.OrdinalIgnoreCase));

    public static string PathOf(WishesStep step) => $"{Start}/{Slug(step)}";

    public static string Next(WishesStep step) => step == All[^1] ? Check : PathOf(step + 1);

    public static string Previous(WishesStep step) => step == All[0] ? Start : PathOf(step - 1);

    /// <summary>Where somebody goes on who has answered some questions: the first that must be answered and is not.</summary>
    public static string GoOn(WishesDetails details) =>
        details.Wishes.SavedAt is null ? PathOf(All[0]) : details.Unanswered.Count == 0 ? Check : PathOf(details.Unanswered[0]);

    private static string Slug(WishesStep step) => step.ToString().ToLowerInvariant();
}
