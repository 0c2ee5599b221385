using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace MentorMatch.Web.Tests;

/// <summary>An answer of the application, with its body read as a document.</summary>
internal sealed record WebPage(HttpResponseMessage Response, IDocument Document)
{
    public static async Task<WebPage> GetAsync(HttpClient client, string path, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (language is not null) request.Headers.Add("Cookie", $"language={language}");
        return await ReadAsync(await client.SendAsync(request));
    }

    /// <summary>Sends the form as a browser without a script would: what it holds, changed where the test says so.</summary>
    public static async Task<WebPage> SubmitAsync(HttpClient client, WebPage page, string formSelector, params (string Name, string Value)[] answers)
    {
        var form = page.Document.QuerySelector(formSelector) ?? throw new InvalidOperationException($"No form {formSelector}");
        var fields = Fields(form).Where(field => answers.All(answer => answer.Name != field.Key))
            .Concat(answers.Select(answer => KeyValuePair.Create(answer.Name, answer.Value)));
        var action = form.GetAttribute("action") ?? page.Response.RequestMessage!.RequestUri!.PathAndQuery;
        using var content = new FormUrlEncodedContent(fields);
        return await ReadAsync(await client.PostAsync(new Uri(action, UriKind.Relative), content));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IElement form) =>
        from field in form.QuerySelectorAll("input[name], textarea[name], select[name]")
        let type = field.GetAttribute("type")
        where type is not ("checkbox" or "radio") || field.HasAttribute("checked")
        select KeyValuePair.Create(field.GetAttribute("name")!, ValueOf(field));

    private static string ValueOf(IElement field) => field.LocalName switch
    {
        "textarea" => field.TextContent,
        "select" => field.QuerySelector("option[selected]")?.GetAttribute("value") ?? "",
        _ => field.GetAttribute("value") ?? "",
    };

    private static async Task<WebPage> ReadAsync(HttpResponseMessage response) =>
        new(response, new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()));
}
