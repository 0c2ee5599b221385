using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Programmes;

public sealed class ProgrammeServiceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Actor Administrator = new() { AccountId = Guid.CreateVersion7(), Name = "Anne Administrator", Roles = [Role.Administrator] };

    private readonly FakeClock clock = new();

    private ProgrammeService Service => new(database.Contexts, clock);

    private ProgrammeQueries Queries => new(database.Contexts);

    [Fact]
    public async Task Add_NewProgramme_IsClosedWithDefaults()
    {
        var slug = $"p-{Guid.NewGuid():N}"[..20];

        var added = await Service.AddAsync(Administrator, new AddProgramme { Slug = slug, Name = LocalText.Of("Nye venner") });

        var programme = (await Queries.FindAsync(Administrator, added.Value)).Value.Programme;
        Assert.Equal((slug, false, 25), (programme.Slug, programme.Open, programme.Settings.TargetVolunteers));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Med Mellemrum")]
    [InlineData("-foran")]
    [InlineData("æøå")]
    [InlineData("../admin")]
    public async Task Add_WrongSlug_IsRefusedBesideTheField(string slug)
    {
        var refused = await Service.AddAsync(Administrator, new AddProgramme { Slug = slug, Name = LocalText.Of("") });

        Assert.Equal(["Name.Da", "Slug"], refused.Errors.Select(e => e.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Add_SlugTwice_IsRefused()
    {
        var slug = $"p-{Guid.NewGuid():N}"[..20];
        var input = new AddProgramme { Slug = slug, Name = LocalText.Of("Nye venner") };
        await Service.AddAsync(Administrator, input);

        Assert.Equal([ProgrammeErrors.SlugTaken], (await Service.AddAsync(Administrator, input)).Errors);
    }

    [Fact]
    public async Task SaveNumbers_EachBeyondItsRange_IsRefusedBesideItsField()
    {
        var (id, version) = await ProgrammeAsync();
        foreach (var number in ProgrammeNumbers.All)
        {
            foreach (var value in new[] { number.Min - 1, number.Max + 1 })
            {
                var refused = await Service.SaveNumbersAsync(Administrator, id, version, number.Set(new ProgrammeSettings(), value));
                Assert.Contains(refused.Errors, e => e.Field == number.Name);
            }
        }
    }

    [Fact]
    public void Numbers_CoverEverySettingThatIsANumber() => Assert.Equal(
        typeof(ProgrammeSettings).GetProperties().Where(p => p.PropertyType == typeof(int)).Select(p => p.Name).Order(StringComparer.Ordinal),
        ProgrammeNumbers.All.Concat(FollowUpKinds.All.Select(kind => kind.Days).OfType<ProgrammeNumber>()).Select(n => n.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task SaveNumbers_ThatContradictEachOther_AreRefused()
    {
        var (id, version) = await ProgrammeAsync();
        var settings = new ProgrammeSettings { AnswerDays = 5, AnswerReminderDay = 5, SilenceNudgeDays = 30, SilenceTaskDays = 28, FirstContactDays = 30, SecondContactDays = 28 };

        var refused = await Service.SaveNumbersAsync(Administrator, id, version, settings);

        Assert.Equal([ProgrammeErrors.ReminderTooLate, ProgrammeErrors.TaskBeforeNudge, ProgrammeErrors.SecondBeforeFirst], refused.Errors);
    }

    [Fact]
    public async Task Save_FromAnOldVersion_TellsWhoWasFaster()
    {
        var (id, version) = await ProgrammeAsync();
        var faster = Administrator with { Name = "Bo Hurtig" };
        Assert.True((await Service.SaveNumbersAsync(faster, id, version, new ProgrammeSettings { AnswerDays = 9 })).Succeeded);

        var slower = await Service.SaveNumbersAsync(Administrator, id, version, new ProgrammeSettings { AnswerDays = 8 });

        var error = Assert.Single(slower.Errors);
        Assert.Equal(("ChangedByOther", "Bo Hurtig"), (error.Key, error.Args[0]));
        Assert.Equal(9, (await Queries.FindAsync(Administrator, id)).Value.Programme.Settings.AnswerDays);
    }

    [Fact]
    public async Task SaveQuestions_WithoutDanishOrWithOneOption_IsRefused()
    {
        var (id, version) = await ProgrammeAsync();
        var question = new ProgrammeQuestion { Key = "q", Kind = QuestionKind.Scenario, Text = LocalText.Of(""), Options = [new("a", LocalText.Of("Ringer"))] };

        var refused = await Service.SaveQuestionsAsync(Administrator, id, version, [question]);

        Assert.Equal(["Questions.0", "Questions.0.Text.Da"], refused.Errors.Select(e => e.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SaveTargetGroups_TwoWithOneKey_IsRefused()
    {
        var (id, version) = await ProgrammeAsync();

        var refused = await Service.SaveTargetGroupsAsync(Administrator, id, version, [new("a", LocalText.Of("Unge")), new("a", LocalText.Of("Voksne"))]);

        Assert.Equal("Error.KeyTwice", Assert.Single(refused.Errors).Key);
    }

    [Theory]
    [InlineData("Ringer til borgeren!", "ringer-til-borgeren")]
    [InlineData("Æbler, ører og ål", "aebler-oerer-og-aal")]
    [InlineData("???", "x")]
    public void KeyFrom_Text_IsPlain(string text, string key) => Assert.Equal(key, ProgrammeRules.KeyFrom(text, []));

    [Fact]
    public void KeyFrom_Taken_GetsANumber() => Assert.Equal("unge-3", ProgrammeRules.KeyFrom("Unge", ["unge", "unge-2"]));

    [Fact]
    public async Task Coordinator_OtherProgramme_IsRefused()
    {
        var (id, version) = await ProgrammeAsync();
        var stranger = TestData.Coordinator(Guid.CreateVersion7());

        Assert.Equal([AccessErrors.NotAllowed], (await Queries.FindAsync(stranger, id)).Errors);
        Assert.Equal([AccessErrors.NotAllowed], (await Service.SetOpenAsync(stranger, id, version, open: false)).Errors);
        Assert.True((await Service.SetOpenAsync(TestData.Coordinator(id), id, version, open: false)).Succeeded);
    }

    [Fact]
    public async Task List_Search_FindsByNameAndAddress()
    {
        var slug = $"p-{Guid.NewGuid():N}"[..20];
        var name = $"Venner {Guid.NewGuid():N}";
        await Service.AddAsync(Administrator, new AddProgramme { Slug = slug, Name = LocalText.Of(name) });

        Assert.Equal(slug, Assert.Single((await Queries.ListAsync(Administrator, slug.ToUpperInvariant(), new PageRequest(1))).Value.Rows).Slug);
        Assert.Equal(slug, Assert.Single((await Queries.ListAsync(Administrator, name, new PageRequest(1))).Value.Rows).Slug);
    }

    private async Task<(Guid Id, uint Version)> ProgrammeAsync()
    {
        var programme = TestData.Programme();
        await using (var db = database.NewContext())
        {
            db.Add(programme);
            await db.SaveChangesAsync();
        }

        return (programme.Id, (await Queries.FindAsync(Administrator, programme.Id)).Value.Version);
    }
}
