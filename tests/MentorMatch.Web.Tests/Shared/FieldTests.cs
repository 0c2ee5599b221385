using AngleSharp.Dom;
using MentorMatch.Core.Common;
using MentorMatch.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace MentorMatch.Web.Tests.Shared;

public sealed class FieldTests
{
    private static readonly Option<string?>[] Options = [new("a", "First"), new("b", "Second", "More")];

    [Fact]
    public async Task TextField_InAForm_IsPostedUnderThePrefixAndTiedToItsLabel()
    {
        var page = await InFormAsync(new FormErrors(), Field<TextField>(("Name", "Email"), ("Label", "E-mail"), ("Hint", "Work or home"), ("Value", "a@example.com")));

        var input = page.QuerySelector("input")!;
        Assert.Equal("Input.Email", input.GetAttribute("name"));
        Assert.Equal("a@example.com", input.GetAttribute("value"));
        Assert.Equal(input.Id, page.QuerySelector("label")!.GetAttribute("for"));
        Assert.Equal("Work or home", page.GetElementById(input.GetAttribute("aria-describedby")!)!.TextContent);
        Assert.Null(input.GetAttribute("aria-invalid"));
    }

    public static TheoryData<string, RenderFragment> Fields => new()
    {
        { nameof(TextField), Field<TextField>(("Name", "X"), ("Label", "X")) },
        { nameof(TextArea), Field<TextArea>(("Name", "X"), ("Label", "X"), ("MaxLength", 100)) },
        { nameof(NumberField), Field<NumberField>(("Name", "X"), ("Label", "X"), ("Hint", "Whole")) },
        { nameof(DateField), Field<DateField>(("Name", "X"), ("Label", "X")) },
        { nameof(TimeField), Field<TimeField>(("Name", "X"), ("Label", "X")) },
        { "SelectField", Field<SelectField<string?>>(("Name", "X"), ("Label", "X"), ("Options", Options)) },
        { "Radios", Field<Radios<string?>>(("Name", "X"), ("Label", "X"), ("Options", Options)) },
        { "Checkboxes", Field<Checkboxes<string?>>(("Name", "X"), ("Label", "X"), ("Options", Options)) },
        { nameof(Checkbox), Field<Checkbox>(("Name", "X"), ("Label", "X"), ("Hint", "Once")) },
        { nameof(WeekGrid), Field<WeekGrid>(("Name", "X"), ("Label", "X")) },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Field_WithAnError_SaysItBesideItselfAndIsWhereTheSummaryLeads(string kind, RenderFragment field)
    {
        var errors = new FormErrors();
        errors.Add("X", "Wrong answer.");
        errors.Add("X", "Told once only.");

        var page = await InFormAsync(errors, field);

        var link = Assert.Single(page.QuerySelectorAll(".error-summary a"));
        Assert.Equal("Wrong answer.", link.TextContent);
        var target = page.GetElementById(link.GetAttribute("href")!.Split('#')[1])!;
        Assert.Contains(target.LocalName, new[] { "input", "textarea", "select", "fieldset" });
        var described = target.GetAttribute("aria-describedby")!.Split(' ').Select(page.GetElementById);
        Assert.Contains(described, element => element!.TextContent.EndsWith("Wrong answer.", StringComparison.Ordinal));
        Assert.True(target.LocalName == "fieldset" || target.GetAttribute("aria-invalid") == "true", kind);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Field_ByItself_HasANameForEveryInput(string kind, RenderFragment field)
    {
        var page = await InFormAsync(new FormErrors(), field);
        var inputs = page.QuerySelectorAll("input:not([type=hidden]), textarea, select");

        Assert.NotEmpty(inputs);
        Assert.All(inputs, input => Assert.NotNull(page.QuerySelector($"label[for='{input.Id}']")));
        Assert.All(inputs, input => Assert.True(input.GetAttribute("name") == "Input.X", kind));
        Assert.Equal(inputs.Length, inputs.Select(input => input.Id).Distinct().Count());
    }

    [Fact]
    public async Task Checkboxes_WithValues_TicksThemAlone()
    {
        var page = await InFormAsync(new FormErrors(), Field<Checkboxes<string?>>(("Name", "X"), ("Label", "X"), ("Options", Options), ("Values", new List<string?> { "b" })));

        Assert.Equal("b", Assert.Single(page.QuerySelectorAll("input:checked")).GetAttribute("value"));
    }

    [Fact]
    public async Task SelectField_WithoutAValue_ShowsTheLineForNoChoice()
    {
        var page = await InFormAsync(new FormErrors(), Field<SelectField<string?>>(("Name", "X"), ("Label", "X"), ("Options", Options), ("Empty", "Choose")));

        Assert.Equal("Choose", page.QuerySelector("option")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("option[selected]"));
    }

    [Fact]
    public async Task WeekGrid_WithTimes_TicksThemAndReadsThemBack()
    {
        var times = WeekTimes.Of((DayOfWeek.Monday, PartOfDay.Evening), (DayOfWeek.Sunday, PartOfDay.Morning));

        var page = await InFormAsync(new FormErrors(), Field<WeekGrid>(("Name", "X"), ("Label", "X"), ("Value", times)));

        Assert.Equal(21, page.QuerySelectorAll("input[type=checkbox]").Length);
        Assert.Equal(["mandag aften", "søndag formiddag"], page.QuerySelectorAll("input:checked + label").Select(label => label.TextContent));
        var posted = page.QuerySelectorAll("input:checked").Select(input => int.Parse(input.GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(times, WeekGrid.TimesOf(posted));
    }

    [Fact]
    public void WeekGrid_PostedNumbersThatAreNoTime_AreLeftOut() =>
        Assert.Equal(new WeekTimes(1), WeekGrid.TimesOf([0, -1, 21, 99]));

    private static Task<IDocument> InFormAsync(FormErrors errors, RenderFragment field) =>
        Rendered.AsDocumentAsync<Form>(("Name", "test"), ("Errors", errors), ("ChildContent", field));

    private static RenderFragment Field<TField>(params (string Name, object Value)[] parameters)
        where TField : IComponent => builder =>
        {
            builder.OpenComponent<TField>(0);
            builder.AddMultipleAttributes(1, parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)));
            builder.CloseComponent();
        };
}
