using System.Reflection;
using MentorMatch.Core.Access;
using MentorMatch.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace MentorMatch.TestKit;

/// <param name="Template">As in @page, with its parameters: "/coordinator/citizens/{Id:guid}".</param>
/// <param name="Page">The component.</param>
/// <param name="Policy">Who may open it; null where everybody may.</param>
public sealed record PageRoute(string Template, Type Page, string? Policy)
{
    /// <summary>Whether the page comes alive with a circuit.</summary>
    public bool Interactive => Policy is Policies.Coordinator or Policies.Administrator;

    public bool HasParameters => Template.Contains('{', StringComparison.Ordinal);

    public override string ToString() => Template;
}

/// <summary>The pages of the application, as the router finds them, so that no test can forget a new one.</summary>
public static class EveryRoute
{
    public static IReadOnlyList<PageRoute> All() =>
    [
        .. from page in typeof(App).Assembly.GetTypes()
           from route in page.GetCustomAttributes<RouteAttribute>(inherit: false)
           let policy = page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Select(attribute => attribute.Policy).FirstOrDefault()
           orderby route.Template
           select new PageRoute(route.Template, page, policy),
    ];

    /// <summary>What everybody may open and a municipality shows: no demonstration, and not the page that answers errors alone.</summary>
    public static IEnumerable<PageRoute> Public() =>
        All().Where(route => route.Policy is null && route.Template != "/error" && !route.Template.StartsWith("/demo", StringComparison.Ordinal));
}
