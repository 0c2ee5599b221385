using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Web.Components.Shared;

namespace MentorMatch.Web.Tests.Shared;

public sealed class FormErrorsTests
{
    private readonly FormErrors errors = new();

    [Fact]
    public void Add_TwiceForAField_KeepsTheFirst()
    {
        errors.Add("Email", "First.");
        errors.Add("email", "Second.");
        errors.Add(null, "General.");
        errors.Add(null, "Another.");

        Assert.Equal("First.", errors.For("EMAIL"));
        Assert.Equal(["First.", "General.", "Another."], errors.All.Select(error => error.Message));
    }

    [Fact]
    public void Add_RefusalsOfAService_AreSaidInTheLanguageOfThePage()
    {
        using var language = CultureScope.Use(Languages.English);

        errors.Add([Error.In<CommonTexts>("TooLong", "Name", 80).At("Name"), Error.In<CommonTexts>("CannotBeUndone")], new TextLocalizerFactory());

        Assert.Equal("“Name” must be 80 characters or fewer.", errors.For("Name"));
        Assert.Equal("This cannot be undone.", errors.All.Single(error => error.Field is null).Message);
    }

    [Fact]
    public void Clear_AfterErrors_LeavesNoneAndTellsThatItChanged()
    {
        errors.Add("X", "Wrong.");
        var before = errors.Revision;
        errors.Clear();

        Assert.False(errors.Any);
        Assert.NotEqual(before, errors.Revision);
    }
}
