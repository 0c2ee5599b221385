using MentorMatch.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace MentorMatch.Web.Tests.Shared;

public sealed class ListTests
{
    private static readonly RenderFragment Header = builder => builder.AddMarkupContent(0, "<th scope=\"col\">Name</th>");
    private static readonly RenderFragment<string> Row = name => builder => builder.AddMarkupContent(0, $"<td>{name}</td>");

    [Fact]
    public async Task DataTable_WithoutRowsYet_SaysThatItLoads()
    {
        var page = await Rendered.AsDocumentAsync<DataTable<string>>(("Rows", null), ("Label", "People"), ("Header", Header), ("Row", Row));

        Assert.NotNull(page.QuerySelector("[role=status] .sr-only"));
        Assert.Null(page.QuerySelector("table"));
    }

    [Fact]
    public async Task DataTable_WithNoRows_SaysThatItIsEmpty()
    {
        var page = await Rendered.AsDocumentAsync<DataTable<string>>(("Rows", Array.Empty<string>()), ("Label", "People"), ("Header", Header), ("Row", Row));

        Assert.NotNull(page.QuerySelector(".empty-state"));
        Assert.Null(page.QuerySelector("table"));
    }

    [Fact]
    public async Task DataTable_WithRows_IsARegionThatKeysCanScroll()
    {
        var page = await Rendered.AsDocumentAsync<DataTable<string>>(("Rows", new[] { "Karen", "Bo" }), ("Label", "People"), ("Header", Header), ("Row", Row));

        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        var region = page.QuerySelector("[role=region]")!;
        Assert.Equal("People", region.GetAttribute("aria-label"));
        Assert.Equal("0", region.GetAttribute("tabindex"));
    }

    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 2, "1 2 >")]
    [InlineData(4, 9, "< 1 … 3 4 5 … 9 >")]
    [InlineData(9, 9, "< 1 … 8 9")]
    public async Task Pagination_OnAPage_LinksItsNeighboursAndTheEnds(int number, int pages, string expected)
    {
        var page = await Rendered.AsDocumentAsync<Pagination>(("Page", number), ("Pages", pages), ("Label", "People"));

        var shown = page.QuerySelectorAll("li").Select(item => item.QuerySelector("[rel=prev]") is not null ? "<"
            : item.QuerySelector("[rel=next]") is not null ? ">"
            : item.TextContent.Trim());
        Assert.Equal(expected, string.Join(' ', shown));
    }

    [Fact]
    public async Task Pagination_Link_KeepsTheOtherFilters()
    {
        var page = await Rendered.AsDocumentAsync<Pagination>(("Page", 2), ("Pages", 3), ("Label", "People"));

        Assert.Equal("http://localhost/list?status=ready&page=3", page.QuerySelector("[rel=next]")!.GetAttribute("href"));
        Assert.Equal("http://localhost/list?status=ready", page.QuerySelector("[rel=prev]")!.GetAttribute("href"));
        Assert.Equal("2", page.QuerySelector("[aria-current=page]")!.TextContent);
    }

    [Fact]
    public async Task SearchBox_WithoutAScript_SendsTheWordAndKeepsFiltersButNotThePage()
    {
        var page = await Rendered.AsDocumentAsync<SearchBox>(("Label", "Find"), ("Value", "bo"));

        Assert.Equal("get", page.QuerySelector("form")!.GetAttribute("method"));
        Assert.Equal("/list", page.QuerySelector("form")!.GetAttribute("action"));
        Assert.Equal(["status=ready", "q=bo"], page.QuerySelectorAll("input").Select(input => $"{input.GetAttribute("name")}={input.GetAttribute("value")}"));
    }

    [Fact]
    public async Task StepList_AtAStep_SaysWhatIsDoneAndWhereOneIs()
    {
        StepList.Step[] steps = [new("One"), new("Two"), new("Three")];

        var page = await Rendered.AsDocumentAsync<StepList>(("Steps", steps), ("Current", 2));

        Assert.Equal(["done", "now", "ahead"], page.QuerySelectorAll("li").Select(item => item.ClassName!));
        Assert.Contains("Two", page.QuerySelector("[aria-current=step]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SummaryRow_WithoutAnAnswer_SaysSo()
    {
        var page = await Rendered.AsDocumentAsync<SummaryRow>(("Label", "Phone"), ("Value", " "), ("ChangeHref", "/change"));

        Assert.Equal("Ikke oplyst", page.QuerySelector("dd")!.TextContent.Trim());
        Assert.EndsWith("Phone", page.QuerySelector("a")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContactLinks_OfNothing_SaySo()
    {
        Assert.Equal("Ikke oplyst", (await Rendered.AsDocumentAsync<PhoneLink>(("Number", null))).Body!.TextContent.Trim());
        Assert.Equal("Ikke oplyst", (await Rendered.AsDocumentAsync<EmailLink>(("Address", ""))).Body!.TextContent.Trim());
    }

    [Fact]
    public async Task LineChart_WithAGap_DrawsWhatIsKnownAndListsAll()
    {
        ChartPoint[] points = [new("January", 1), new("February", null), new("March", 5)];

        var page = await Rendered.AsDocumentAsync<LineChart>(("Title", "T"), ("Sentence", "It rises."), ("LabelHeading", "L"), ("ValueHeading", "V"), ("Points", points), ("Min", 1.0), ("Max", 5.0));

        Assert.Equal("56,204 582,14", page.QuerySelector("polyline")!.GetAttribute("points"));
        Assert.Equal(["1", "–", "5"], page.QuerySelectorAll("tbody td").Select(cell => cell.TextContent));
        Assert.Contains("It rises.", page.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LineChart_OfOnePoint_NamesItOnce()
    {
        ChartPoint[] points = [new("January", 4)];

        var page = await Rendered.AsDocumentAsync<LineChart>(("Title", "T"), ("Sentence", "S"), ("LabelHeading", "L"), ("ValueHeading", "V"), ("Points", points), ("Min", 1.0), ("Max", 5.0));

        Assert.Single(page.QuerySelectorAll("svg text"), text => text.TextContent == "January");
    }

    [Fact]
    public async Task BarChart_OfNothing_DrawsNoLength()
    {
        ChartPoint[] points = [new("A", 0), new("B", null)];

        var page = await Rendered.AsDocumentAsync<BarChart>(("Title", "T"), ("Sentence", "S"), ("LabelHeading", "L"), ("ValueHeading", "V"), ("Points", points));

        Assert.All(page.QuerySelectorAll("rect"), bar => Assert.Equal("0", bar.GetAttribute("width")));
    }
}
