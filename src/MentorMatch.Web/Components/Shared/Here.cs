using Microsoft.AspNetCore.Components;

namespace MentorMatch.Web.Components.Shared;

/// <summary>Addresses of the page that is shown. A bare "#id" would lead to the front page, because of the base tag.</summary>
public static class Here
{
    public static string PathAndQuery(NavigationManager navigation) => new Uri(navigation.Uri).PathAndQuery;

    public static string Path(NavigationManager navigation) => new Uri(navigation.Uri).AbsolutePath;

    public static string Anchor(NavigationManager navigation, string id) => $"{PathAndQuery(navigation)}#{id}";
}
