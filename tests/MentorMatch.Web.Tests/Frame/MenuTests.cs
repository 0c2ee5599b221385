using System.Reflection;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Web.Components;
using MentorMatch.Web.Components.Layout;
using Microsoft.AspNetCore.Components;

namespace MentorMatch.Web.Tests.Frame;

public sealed class MenuTests
{
    private static IEnumerable<MenuEntry> Entries =>
        [.. Menus.Public, .. Menus.Volunteer, .. Menus.Citizen, .. Menus.Coordinator, .. Menus.Administrator, .. Menus.Management];

    public static TheoryData<string, string> PathsAndTexts
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var entry in Entries.Distinct()) data.Add(entry.Path, entry.Text);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PathsAndTexts))]
    public void Entry_OfAnyMenu_LeadsToAPageAndHasWords(string path, string text)
    {
        var routes = typeof(App).Assembly.GetTypes().SelectMany(page => page.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template);

        Assert.Contains(path, routes);
        Assert.False(new TextLocalizer(typeof(FrameTexts))[text].ResourceNotFound, text);
    }

    [Theory]
    [InlineData("/volunteer", "/volunteer", true)]
    [InlineData("/volunteer", "/volunteer/profile", false)]
    [InlineData("/coordinator/citizens", "/coordinator/citizens/1234", true)]
    [InlineData("/coordinator/citizens", "/coordinator/citizens-of-old", false)]
    public void Entry_OnAPage_IsCurrentThereAndOnWhatLiesUnderIt(string entry, string path, bool current) =>
        Assert.Equal(current, Entries.First(e => e.Path == entry).IsCurrent(path));
}
