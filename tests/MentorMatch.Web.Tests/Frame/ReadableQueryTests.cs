using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using MentorMatch.TestKit;
using Microsoft.AspNetCore.Components;

namespace MentorMatch.Web.Tests.Frame;

/// <summary>A word where a page's address should have a number or an id.</summary>
public sealed partial class ReadableQueryTests(AppFixture app) : IClassFixture<AppFixture>
{
    /// <summary>Each route with each parameter of its query that is no text.</summary>
    public static TheoryData<string, string> Typed
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var route in EveryRoute.All().Where(route => !route.Template.StartsWith("/demo", StringComparison.Ordinal)))
            {
                foreach (var property in route.Page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    if (property.PropertyType != typeof(string) && property.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is { } query)
                    {
                        data.Add(Parameter().Replace(route.Template, match => match.Value.EndsWith(":guid}", StringComparison.Ordinal) ? $"{Guid.Empty}" : "x"), query.Name ?? property.Name);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task Page_WithAWordWhereANumberStands_IsAskedForWithoutIt(string path, string parameter)
    {
        using var visit = app.NewVisit();

        var answer = await visit.OpenAsync($"{path}?q=a%20%C3%A6&{parameter}=abc");

        Assert.Equal((HttpStatusCode.Found, $"{path}?q=a%20%C3%A6"), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task Page_OfAPersonWithAnUnreadableNumberInAPartOfIt_IsShown()
    {
        using var visit = app.NewVisit();
        await app.SignInAsync(visit, await app.VolunteerAsync());

        await visit.OpenAsync("/volunteer/contacts?page=abc");
        Assert.Equal(HttpStatusCode.OK, (await visit.FollowAsync()).Status);
        await visit.OpenAsync("/account?reads=abc&saved=maybe");
        Assert.Equal(HttpStatusCode.OK, (await visit.FollowAsync()).Status);
        Assert.Equal(HttpStatusCode.OK, (await visit.OpenAsync("/volunteer/contacts?page=2")).Status);
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
