using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace MentorMatch.Web.Tests;

/// <summary>A page as it came: its status, where it sends one on to, and its markup.</summary>
public sealed record PageSeen(HttpStatusCode Status, string? Location, IHtmlDocument Document, HttpResponseMessage Response)
{
    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string Text => Document.QuerySelector("main")?.TextContent ?? Document.DocumentElement.TextContent;

    /// <summary>Whether this Danish number is anywhere in the page's markup, with or without room between its digits.</summary>
    public bool Shows(string phone) =>
        string.Concat(Document.DocumentElement.OuterHtml.Where(letter => !char.IsWhiteSpace(letter))).Contains(phone[^8..], StringComparison.Ordinal);

    public IReadOnlyList<string> Errors => [.. Document.QuerySelectorAll(".error-summary li").Select(e => e.TextContent.Trim())];
}

/// <summary>Uses pages as a browser without JavaScript does: reads forms, fills fields, sends them with all that is in them.</summary>
public sealed class Visit(HttpClient client) : IDisposable
{
    private PageSeen? last;

    public PageSeen Last => last ?? throw new InvalidOperationException("No page has been opened.");

    public async Task<PageSeen> OpenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.AcceptLanguage.ParseAdd("en");
        return last = await ReadAsync(await client.SendAsync(request), path);
    }

    /// <summary>Sends the form of this name on the last page.</summary>
    /// <param name="form">The form's name, or its action where it has none.</param>
    /// <param name="fields">What is typed, by the name that is posted.</param>
    public async Task<PageSeen> SendAsync(string form, params (string Name, string Value)[] fields)
    {
        using var request = Post(form, fields);
        var path = request.RequestUri!.OriginalString;
        last = await ReadAsync(await client.SendAsync(request), path);
        return last;
    }

    /// <summary>Follows redirects until a page comes.</summary>
    public async Task<PageSeen> FollowAsync()
    {
        while (Last.Location is { } location) await OpenAsync(location);
        return Last;
    }

    /// <summary>The request that sending a form makes, for tests that send it twice or at once.</summary>
    public HttpRequestMessage Post(string form, params (string Name, string Value)[] fields)
    {
        var element = Last.Document.QuerySelectorAll("form").OfType<IHtmlFormElement>().FirstOrDefault(f => IsNamed(f, form))
            ?? throw new InvalidOperationException($"No form '{form}' on '{Last.Heading}': {Last.Status}");
        var values = element.QuerySelectorAll("input").OfType<IHtmlInputElement>()
            .Where(i => i.Name is not null && (i.Type is not ("radio" or "checkbox") || i.IsChecked) && fields.All(f => f.Name != i.Name))
            .Select(i => (Name: i.Name!, i.Value))
            .Concat(fields);
        var action = element.GetAttribute("action");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(string.IsNullOrEmpty(action) ? Path : action, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value))),
        };
        request.Headers.AcceptLanguage.ParseAdd("en");
        return request;
    }

    /// <summary>Fetches something that is no page: a file.</summary>
    public async Task<(HttpStatusCode Status, string? ContentType, string FileName, byte[] Bytes)> FetchAsync(string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        var headers = response.Content.Headers;
        var name = headers.ContentDisposition?.FileNameStar ?? headers.ContentDisposition?.FileName ?? "";
        return (response.StatusCode, headers.ContentType?.ToString(), name, await response.Content.ReadAsByteArrayAsync());
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => client.SendAsync(request);

    public void Dispose() => client.Dispose();

    private string Path { get; set; } = "/";

    private static bool IsNamed(IHtmlFormElement form, string name) =>
        form.GetAttribute("action") == name || form.QuerySelector("input[name=_handler]")?.GetAttribute("value") == name;

    private async Task<PageSeen> ReadAsync(HttpResponseMessage response, string path)
    {
        Path = path;
        var html = await response.Content.ReadAsStringAsync();
        var document = await new HtmlParser().ParseDocumentAsync(html);
        var location = response.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString) : null;
        return new PageSeen(response.StatusCode, location, document, response);
    }
}
