using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Tests.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Volunteers;

public sealed class MatchGuideServiceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private static readonly MatchGuideInput Whole = new()
    {
        BirthYear = "1962",
        Postcode = "3450",
        OccupationField = "Office",
        Likes = ["Walking"],
        Languages = [new LanguageSkill("da", 4)],
        Times = WeekTimes.Of((DayOfWeek.Friday, PartOfDay.Morning)),
        TargetGroups = ["Young"],
        DistanceCapKm = "20",
        Answers = new Dictionary<string, string> { ["Why"] = "Learn", ["NoShow"] = "Call" },
        Presentation = "Jeg går mange ture.",
        Notes = "Rolig og venlig.",
    };

    private readonly FakeClock clock = new();
    private RecruitmentServices? made;

    private RecruitmentServices Services => made ??= new RecruitmentServices(database, clock);

    private MatchGuideService Guides => Services.Get<MatchGuideService>();

    public async ValueTask DisposeAsync()
    {
        if (made is not null) await made.DisposeAsync();
    }

    [Fact]
    public async Task SaveThenApprove_InterviewedVolunteer_StartsTrainingAndMails()
    {
        var (mette, volunteer) = await VolunteerAsync(VolunteerState.Interviewed);

        var saved = await SaveAsync(mette, volunteer, 0, Whole);
        var approved = await Guides.ApproveAsync(mette, volunteer.Id, saved.Value.Revision);

        Assert.Empty(saved.Value.Wrong);
        Assert.Empty(saved.Value.Missing);
        Assert.True(approved.Succeeded);
        var stored = await StoredAsync(volunteer);
        Assert.Equal((VolunteerState.InTraining, mette.Name), (stored.State, stored.Guide.ApprovedBy));
        Assert.Equal((20, "Call"), (stored.Guide.DistanceCapKm, stored.Guide.Answers["NoShow"]));
        await using var db = database.NewContext();
        Assert.Equal("TrainingOpen", (await db.Emails.SingleAsync(e => e.VolunteerId == volunteer.Id)).Kind);
    }

    [Theory]
    [InlineData(Gender.Woman, Gender.Woman)]
    [InlineData(Gender.Other, null)]
    [InlineData(null, null)]
    public async Task Save_WishForGender_KeepsWhatCanBeWishedFor(Gender? typed, Gender? kept)
    {
        var (mette, volunteer) = await VolunteerAsync(VolunteerState.Interviewed);

        await SaveAsync(mette, volunteer, 0, Whole with { Gender = Gender.Other, WantedGender = typed });

        var stored = await StoredAsync(volunteer);
        Assert.Equal((Gender.Other, kept), (stored.Guide.Gender, stored.Guide.WantedGender));
    }

    [Fact]
    public async Task Save_SomeFieldsWrong_SavesTheOthersAndTellsEach()
    {
        var (mette, volunteer) = await VolunteerAsync(VolunteerState.Interviewed);
        var first = (await SaveAsync(mette, volunteer, 0, Whole)).Value.Revision;

        var saved = await SaveAsync(mette, volunteer, first, Whole with
        {
            BirthYear = "12",
            Postcode = "abc",
            DistanceCapKm = "-1",
            Notes = "cpr 010180-1234",
            Presentation = new string('x', 601),
            Occupation = "Sekretær",
        });

        Assert.Equal(["BirthYear", "Postcode", "DistanceCapKm", "Presentation", "Notes"], saved.Value.Wrong.Select(e => e.Field));
        var guide = (await StoredAsync(volunteer)).Guide;
        Assert.Equal((1962, "3450", 20, "Rolig og venlig.", "Sekretær"), (guide.BirthYear, guide.Postcode.ToString(), guide.DistanceCapKm, guide.Notes, guide.Occupation));
    }

    [Fact]
    public async Task Save_AnotherSavedMeanwhile_IsToldWhoAndLosesNothing()
    {
        var (mette, volunteer) = await VolunteerAsync(VolunteerState.Interviewed);
        var karim = mette with { Name = "Karim Koordinator" };
        await SaveAsync(mette, volunteer, 0, Whole);

        var late = await SaveAsync(karim, volunteer, 0, Whole with { Notes = "Noget andet" });

        var refusal = Assert.Single(late.Errors);
        Assert.Equal("Error.GuideChanged", refusal.Key);
        Assert.Equal(mette.Name, refusal.Args[0]);
        Assert.Equal("Rolig og venlig.", (await StoredAsync(volunteer)).Guide.Notes);
    }

    [Fact]
    public async Task Save_TwoAtOnce_OneWins()
    {
        var (mette, volunteer) = await VolunteerAsync(VolunteerState.Interviewed);

        var saves = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SaveAsync(mette, volunteer, 0, Whole with { Notes = $"Udgave {i}" })));

        Assert.Equal(1, saves.Count(s => s.Succeeded));
        Assert.Equal(1, (await StoredAsync(volunteer)).Guide.Revision);
    }

    [Fact]
    public async Task Save_APlaceWasTakenMeanwhile_IsNoConflict()
    {
        var (mette, volunteer) = await VolunteerAsync(VolunteerState.Ready);
        await using (var db = database.NewContext())
        {
            Assert.True(await VolunteerPlaces.TakeAsync(db, volunteer.Id));
        }

        var saved = await SaveAsync(mette, volunteer, 0, Whole with { Notes = "Nye noter" });

        Assert.True(saved.Succeeded);
        Assert.Equal(1, (await StoredAsync(volunteer)).Used);
    }

    [Fact]
    public async Task Approve_FieldsMissing_NamesEachBesideItsField()
    {
        var (mette, volunteer) = await VolunteerAsync(VolunteerState.Interviewed);

        var refused = await Guides.ApproveAsync(mette, volunteer.Id, 0);

        Assert.Equal(
            ["BirthYear", "Postcode", "OccupationField", "Likes", "Languages", "Times", "TargetGroups", "Answer-Why", "Answer-NoShow", "Presentation"],
            refused.Errors.Select(e => e.Field));
        Assert.Equal(VolunteerState.Interviewed, (await StoredAsync(volunteer)).State);
    }

    [Fact]
    public async Task Approve_InterviewNotHeld_IsRefused()
    {
        var (mette, volunteer) = await VolunteerAsync(VolunteerState.Confirmed);
        var revision = (await SaveAsync(mette, volunteer, 0, Whole)).Value.Revision;

        Assert.Equal(VolunteerErrors.InterviewNotHeld, Assert.Single((await Guides.ApproveAsync(mette, volunteer.Id, revision)).Errors));
    }

    [Fact]
    public async Task Save_ApprovedGuideEmptied_IsRefusedAndKeepsWhatItHad()
    {
        var (mette, volunteer) = await VolunteerAsync(VolunteerState.Ready);

        var refused = await SaveAsync(mette, volunteer, 0, Whole with { Languages = [] });

        Assert.Equal("Languages", Assert.Single(refused.Errors).Field);
        Assert.NotEmpty((await StoredAsync(volunteer)).Guide.Languages);
    }

    [Fact]
    public async Task SaveAndApprove_ByThoseWhoMayNot_IsRefused()
    {
        var (_, volunteer) = await VolunteerAsync(VolunteerState.Interviewed);

        foreach (var actor in new[] { Actor.Visitor, TestData.ActorOf(volunteer), TestData.Coordinator(Guid.NewGuid()) })
        {
            Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await SaveAsync(actor, volunteer, 0, Whole)).Errors));
            Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await Guides.ApproveAsync(actor, volunteer.Id, 0)).Errors));
            Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await Services.Get<VolunteerQueries>().GuideAsync(actor, volunteer.Id)).Errors));
        }
    }

    private Task<Result<SavedMatchGuide>> SaveAsync(Actor actor, Volunteer volunteer, int revision, MatchGuideInput input) =>
        Guides.SaveAsync(actor, new SaveMatchGuide { VolunteerId = volunteer.Id, Revision = revision, Input = input });

    private async Task<(Actor Mette, Volunteer Volunteer)> VolunteerAsync(VolunteerState state)
    {
        var programme = TestData.Programme();
        var (account, volunteer) = TestData.VolunteerIn(state, programme, clock.Now);
        await using var db = database.NewContext();
        db.AddRange(programme, account, volunteer);
        await db.SaveChangesAsync();
        return (TestData.Coordinator(programme.Id), volunteer);
    }

    private async Task<Volunteer> StoredAsync(Volunteer volunteer)
    {
        await using var db = database.NewContext();
        return await db.Volunteers.SingleAsync(v => v.Id == volunteer.Id);
    }
}
