using System.Reflection;
using MentorMatch.Core.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace MentorMatch.Architecture.Tests;

/// <summary>Every page says who may open it, by where it stands; a page elsewhere is public only if it is listed here.</summary>
public sealed class RouteTests
{
    private static readonly (string Prefix, string Policy)[] Guarded =
    [
        ("/coordinator", Policies.Coordinator),
        ("/admin", Policies.Administrator),
        ("/management", Policies.Management),
        ("/volunteer", Policies.Volunteer),
        ("/citizen", Policies.Citizen),
        ("/account", Policies.SignedIn),
    ];

    private static readonly string[] PublicPrefixes =
    [
        "/programmes", "/sign-up", "/information-meetings", "/accessibility", "/privacy", "/contact", "/questions", "/stories", "/for-associations", "/sign-in", "/staff", "/demo",
        "/not-found", "/error", "/no-access", "/check-ins", "/meetings", "/unsubscribe",
    ];

    public static TheoryData<string, Type> Routes
    {
        get
        {
            var data = new TheoryData<string, Type>();
            foreach (var (route, page) in AllRoutes()) data.Add(route, page);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void Page_ByItsRoute_CarriesItsPolicyOrIsListedAsPublic(string route, Type page)
    {
        var guard = Guarded.FirstOrDefault(g => route == g.Prefix || route.StartsWith(g.Prefix + "/", StringComparison.Ordinal));
        var policies = page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Select(a => a.Policy).ToList();

        if (guard.Policy is not null) Assert.Contains(guard.Policy, policies);
        else Assert.True(route == "/" || PublicPrefixes.Any(p => route == p || route.StartsWith(p + "/", StringComparison.Ordinal)), $"{route} is not listed");
    }

    [Fact]
    public void Routes_OfThePages_AreFound() => Assert.Contains(AllRoutes(), r => r.Route == "/");

    private static IEnumerable<(string Route, Type Page)> AllRoutes() =>
        from page in typeof(MentorMatch.Web.Components.App).Assembly.GetTypes()
        from route in page.GetCustomAttributes<RouteAttribute>(inherit: false)
        select (route.Template, page);
}
