using MentorMatch.Core.Common;
using MentorMatch.Core.Recruitment;

namespace MentorMatch.Core.Tests.Recruitment;

public sealed class SignUpRulesTests
{
    private static readonly SignUpInput Good = new()
    {
        Programme = "role-models",
        Name = "Karen Marie Eksempel",
        Email = "karen@example.com",
        Phone = "12345678",
        BirthYear = "1962",
        Postcode = "3450",
        OccupationField = "Office",
        Interests = ["Walking"],
        Times = WeekTimes.Of((DayOfWeek.Monday, PartOfDay.Morning)),
        Motivation = "",
        Source = "Poster",
        InformationMeeting = false,
    };

    public static TheoryData<string, SignUpStep, Func<SignUpInput, SignUpInput>> Wrong => new()
    {
        { "Programme", SignUpStep.Programme, input => input with { Programme = " " } },
        { "Name", SignUpStep.Name, input => input with { Name = null } },
        { "Name", SignUpStep.Name, input => input with { Name = "Karen" } },
        { "Name", SignUpStep.Name, input => input with { Name = "Karen " + new string('x', 61) } },
        { "Email", SignUpStep.Contact, input => input with { Email = "karen" } },
        { "Email", SignUpStep.Contact, input => input with { Email = new string('x', 250) + "@example.com" } },
        { "Phone", SignUpStep.Contact, input => input with { Phone = "1234567" } },
        { "BirthYear", SignUpStep.About, input => input with { BirthYear = "62" } },
        { "BirthYear", SignUpStep.About, input => input with { BirthYear = "nitten" } },
        { "BirthYear", SignUpStep.About, input => input with { BirthYear = "2009" } },
        { "BirthYear", SignUpStep.About, input => input with { BirthYear = "1900" } },
        { "Postcode", SignUpStep.About, input => input with { Postcode = "99999" } },
        { "OccupationField", SignUpStep.Interests, input => input with { OccupationField = "Astronaut" } },
        { "Interests", SignUpStep.Interests, input => input with { Interests = ["Astronomy"] } },
        { "Times", SignUpStep.Times, input => input with { Times = WeekTimes.None } },
        { "Motivation", SignUpStep.Motivation, input => input with { Motivation = new string('x', 2001) } },
        { "Motivation", SignUpStep.Motivation, input => input with { Motivation = "Jeg er 010180-1234" } },
        { "Source", SignUpStep.Source, input => input with { Source = null } },
        { "InformationMeeting", SignUpStep.Source, input => input with { InformationMeeting = null } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Answer_WrongField_IsToldBesideItAndNothingIsTaken(string field, SignUpStep step, Func<SignUpInput, SignUpInput> spoil)
    {
        var answered = SignUpRules.Answer(step, spoil(Good), new SignUpAnswers(), 2026);

        Assert.Equal(field, Assert.Single(answered.Errors).Field);
    }

    [Fact]
    public void Answer_EveryStepRight_LeavesTheCheckAlone()
    {
        var answers = SignUpSteps.All.Aggregate(new SignUpAnswers(), (soFar, step) => SignUpRules.Answer(step, Good, soFar, 2026).Value);

        Assert.Equal(SignUpStep.Check, SignUpSteps.FirstOpen(answers));
        Assert.Equal(("Karen Marie", "Eksempel", "+4512345678"), (answers.FirstName, answers.LastName, answers.Phone));
    }

    [Fact]
    public void Answer_ControlCharactersAndHalfCharacters_AreTakenOut()
    {
        var answers = SignUpRules.Answer(SignUpStep.Name, Good with { Name = "Ka\0ren\u0007 Eks\ud800empel" }, new SignUpAnswers(), 2026).Value;

        Assert.DoesNotContain('\0', answers.FirstName + answers.LastName);
        Assert.DoesNotContain('\ud800', answers.LastName!);
    }

    [Theory]
    [InlineData("contact", SignUpStep.Contact)]
    [InlineData("Check", SignUpStep.Check)]
    public void TryParse_NameOfAStep_IsFound(string name, SignUpStep expected)
    {
        Assert.True(SignUpSteps.TryParse(name, out var step));
        Assert.Equal(expected, step);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("nothing")]
    [InlineData("")]
    public void TryParse_AnythingElse_IsNot(string name) => Assert.False(SignUpSteps.TryParse(name, out _));
}
