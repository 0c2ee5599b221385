using System.Net;
using MentorMatch.TestKit;

namespace MentorMatch.Web.Tests.Shared;

/// <summary>A form on a static page, sent as a browser without a script sends it.</summary>
public sealed class FormTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/demo/components";
    private const string DemoForm = "form:has([name='Input.Name'])";

    private readonly HttpClient client = app.CreateClient();

    [Fact]
    public async Task Form_WithEverythingFilledIn_IsTaken()
    {
        var page = await WebPage.GetAsync(client, Path);
        var answer = await WebPage.SubmitAsync(client, page, DemoForm);

        Assert.Equal(HttpStatusCode.OK, answer.Response.StatusCode);
        Assert.Empty(page.Document.QuerySelectorAll("#saved .toast-message"));
        Assert.Equal("Gemt", Assert.Single(answer.Document.QuerySelectorAll("#saved .toast-message")).TextContent.Trim());
        Assert.Empty(answer.Document.QuerySelectorAll(".error-summary"));
    }

    [Fact]
    public async Task Form_WithErrors_ComesBackWithWhatWasTypedAndWhatIsWrong()
    {
        var page = await WebPage.GetAsync(client, Path);
        var answer = await WebPage.SubmitAsync(client, page, DemoForm, ("Input.Name", "Åse <b>"), ("Input.Email", "nowhere"), ("Input.Distance", "abc"));

        var form = answer.Document.QuerySelector(DemoForm)!;
        Assert.Equal("Åse <b>", form.QuerySelector("[name='Input.Name']")!.GetAttribute("value"));
        Assert.Equal("nowhere", form.QuerySelector("[name='Input.Email']")!.GetAttribute("value"));
        Assert.Equal("abc", form.QuerySelector("[name='Input.Distance']")!.GetAttribute("value"));
        Assert.Equal("2026-12-01", form.QuerySelector("[name='Input.Day']")!.GetAttribute("value"));
        Assert.Equal("10:00", form.QuerySelector("[name='Input.Time']")!.GetAttribute("value"));
        Assert.Equal("Fishing", form.QuerySelector("[name='Input.Interests']:checked")!.GetAttribute("value"));
        Assert.Equal("2", form.QuerySelector("[name='Input.Times']:checked")!.GetAttribute("value"));
        Assert.Equal(2, form.QuerySelectorAll(".error-summary a").Length);
        Assert.Equal(2, form.QuerySelectorAll("[aria-invalid=true]").Length);
        Assert.StartsWith("Fejl:", answer.Document.Title, StringComparison.Ordinal);
        Assert.True(form.QuerySelector(".error-summary")!.HasAttribute("autofocus"));
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        var page = await WebPage.GetAsync(client, Path);
        var answer = await WebPage.SubmitAsync(client, page, DemoForm, ("__RequestVerificationToken", "forged"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Response.StatusCode);
    }
}
