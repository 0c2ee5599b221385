using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Citizens;

public sealed class WishesServiceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Save_EveryQuestion_KeepsEveryAnswer()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();

        await desk.AnswerAllAsync(TestData.ActorOf(citizen), citizen.Id);

        var wishes = (await desk.Reading.OwnAsync(TestData.ActorOf(citizen), citizen.Id)).Value.Wishes;
        Assert.Equal(["FindJob"], wishes.Goals);
        Assert.Equal(["Walking"], wishes.Interests);
        Assert.Equal(["Gaming", "Chess"], wishes.Dislikes);
        Assert.Equal(Gender.Man, wishes.Gender);
        Assert.Equal([new LanguageSkill("da", 2), new LanguageSkill("ar", 3)], wishes.Languages);
        Assert.Equal(0b100001, wishes.Times.Mask);
        Assert.Equal(("3450", 10, 1990, Gender.Woman), (wishes.Postcode.ToString(), wishes.DistanceCapKm, wishes.BirthYear, wishes.WantedGender));
        Assert.Equal(new Dictionary<string, string> { ["NoShow"] = "Call" }, wishes.Approaches);
        Assert.Equal(["Dog"], wishes.Traits);
        Assert.Equal(["Smoking"], wishes.Reservations);
        Assert.Equal(("Jeg vil gerne have en, der lytter.", true), (wishes.OwnWords, wishes.ShareGoals));
        Assert.Null(wishes.WrittenWith);
    }

    [Fact]
    public async Task Save_OneQuestion_LeavesTheOthersAlone()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync(CitizenState.Invited, c => c.Wishes.Goals = ["KeepJob"]);

        await SaveAsync(desk, TestData.ActorOf(citizen), citizen.Id, WishesStep.Interests);

        var wishes = (await desk.Reading.OwnAsync(TestData.ActorOf(citizen), citizen.Id)).Value.Wishes;
        Assert.Equal(["KeepJob"], wishes.Goals);
        Assert.Equal(["Walking"], wishes.Interests);
    }

    [Fact]
    public async Task Save_ByTheCoordinator_SaysWithWhomItWasWritten()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();

        await SaveAsync(desk, desk.Coordinator, citizen.Id, WishesStep.Goals);

        Assert.Equal(desk.Coordinator.Name, (await desk.Reading.OwnAsync(TestData.ActorOf(citizen), citizen.Id)).Value.Wishes.WrittenWith);
    }

    [Theory]
    [InlineData("1234567890123 010190-1234")]
    [InlineData("mit nummer er 0101901234.")]
    [InlineData("610190 - 1234")]
    public async Task Save_CprNumberInOwnWords_IsRefusedAndNothingIsKept(string words)
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();
        var answers = CitizenDesk.Answers();
        answers.OwnWords = words;

        var result = await desk.Wishes.SaveAsync(TestData.ActorOf(citizen), new() { CitizenId = citizen.Id, Step = WishesStep.Words, Answers = answers });

        Assert.Equal(("Error.CprInText", "OwnWords"), (result.Errors.Single().Key, result.Errors.Single().Field));
        Assert.Null((await desk.Reading.OwnAsync(TestData.ActorOf(citizen), citizen.Id)).Value.Wishes.OwnWords);
    }

    [Theory]
    [InlineData("Postcode", "12", null, "1990")]
    [InlineData("Postcode", null, 5, "1990")]
    [InlineData("DistanceKm", "3450", 201, "1990")]
    [InlineData("DistanceKm", "3450", -1, "1990")]
    [InlineData("BirthYear", "3450", 5, "90")]
    [InlineData("BirthYear", "3450", 5, "2024")]
    [InlineData("BirthYear", "3450", 5, "1850")]
    public async Task Save_PlaceThatMakesNoSense_IsRefusedBesideTheField(string field, string? postcode, int? km, string? year)
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();
        var answers = new WishesAnswers { Postcode = postcode, DistanceKm = km, BirthYear = year };

        var result = await desk.Wishes.SaveAsync(TestData.ActorOf(citizen), new() { CitizenId = citizen.Id, Step = WishesStep.Where, Answers = answers });

        Assert.Equal(field, result.Errors.Single().Field);
    }

    [Fact]
    public async Task Save_KeysNobodyOffers_AreLeftOut()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();
        var answers = new WishesAnswers { Goals = ["FindJob", "Hacked"], Approaches = { ["NoShow"] = "Hacked", ["Unknown"] = "Call" }, WantedGender = "Other" };

        await desk.Wishes.SaveAsync(TestData.ActorOf(citizen), new() { CitizenId = citizen.Id, Step = WishesStep.Goals, Answers = answers });
        await desk.Wishes.SaveAsync(TestData.ActorOf(citizen), new() { CitizenId = citizen.Id, Step = WishesStep.Mentor, Answers = answers });

        var wishes = (await desk.Reading.OwnAsync(TestData.ActorOf(citizen), citizen.Id)).Value.Wishes;
        Assert.Equal(["FindJob"], wishes.Goals);
        Assert.Empty(wishes.Approaches);
        Assert.Null(wishes.WantedGender);
    }

    [Fact]
    public async Task Save_AfterAnotherSaved_TellsWhoAndKeepsTheirs()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();
        var seen = desk.Clock.Now;
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await SaveAsync(desk, desk.Coordinator, citizen.Id, WishesStep.Goals);

        var stale = new SaveWishes { CitizenId = citizen.Id, Step = WishesStep.Goals, Answers = new() { Goals = ["KeepJob"] }, SeenSavedAt = seen };
        var result = await desk.Wishes.SaveAsync(TestData.ActorOf(citizen), stale);

        Assert.Equal(AccessErrors.ChangedByOther("x").Key, result.Errors.Single().Key);
        Assert.Equal([desk.Coordinator.Name], result.Errors.Single().Args);
        Assert.Equal(["FindJob"], (await desk.Reading.OwnAsync(TestData.ActorOf(citizen), citizen.Id)).Value.Wishes.Goals);
        Assert.True((await desk.Wishes.SaveAsync(TestData.ActorOf(citizen), stale with { SeenSavedAt = desk.Clock.Now })).Succeeded);
    }

    [Fact]
    public async Task Send_WithEveryAnswer_PutsTheCitizenInLineAndTellsBothSides()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();
        var actor = TestData.ActorOf(citizen);
        await desk.AnswerAllAsync(actor, citizen.Id);

        Assert.True((await desk.Wishes.SendAsync(actor, new() { CitizenId = citizen.Id, Consent = true })).Succeeded);

        await using var db = database.NewContext();
        var sent = await db.Citizens.SingleAsync(c => c.Id == citizen.Id);
        Assert.Equal((CitizenState.WishesDone, desk.Clock.Now), (sent.State, sent.WaitingSince));
        Assert.Equal($"/coordinator/citizens/{citizen.Id}/suggestions", (await db.WorkItems.SingleAsync(w => w.CitizenId == citizen.Id)).Path);
        Assert.NotNull(await db.Consents.SingleAsync(c => c.AccountId == citizen.AccountId));
        var change = await db.StateChanges.SingleAsync(s => s.EntityId == citizen.Id);
        Assert.Equal(("Invited", "WishesDone", citizen.FullName), (change.From, change.To, change.ByName));
        var mail = await db.Emails.SingleAsync(e => e.CitizenId == citizen.Id);
        Assert.DoesNotContain("Find", string.Join(' ', mail.Letter!.Paragraphs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_Twice_TellsOnce()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();
        var actor = TestData.ActorOf(citizen);
        await desk.AnswerAllAsync(actor, citizen.Id);
        var send = new SendWishes { CitizenId = citizen.Id, Consent = true };

        await desk.Wishes.SendAsync(actor, send);
        Assert.True((await desk.Wishes.SendAsync(actor, send)).Succeeded);

        await using var db = database.NewContext();
        Assert.Equal((1, 1), (await db.Emails.CountAsync(e => e.CitizenId == citizen.Id), await db.WorkItems.CountAsync(w => w.CitizenId == citizen.Id)));
    }

    [Fact]
    public async Task Send_WithoutAnswersAndConsent_SaysWhatIsMissing()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();

        var result = await desk.Wishes.SendAsync(TestData.ActorOf(citizen), new() { CitizenId = citizen.Id, Consent = false });

        Assert.Equal(["Goals", "Languages", "Times", "Consent"], result.Errors.Select(e => e.Field));
        await using var db = database.NewContext();
        Assert.Equal(CitizenState.Invited, (await db.Citizens.SingleAsync(c => c.Id == citizen.Id)).State);
    }

    [Theory]
    [InlineData(CitizenState.WishesDone)]
    [InlineData(CitizenState.Choosing)]
    [InlineData(CitizenState.Matched)]
    public async Task Save_ByTheCitizenAfterSending_TellsTheCoordinatorOnce(CitizenState state)
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync(state);

        await SaveAsync(desk, TestData.ActorOf(citizen), citizen.Id, WishesStep.Goals);
        await SaveAsync(desk, TestData.ActorOf(citizen), citizen.Id, WishesStep.Times);

        await using var db = database.NewContext();
        Assert.Equal([WorkKind.WishesChanged], await db.WorkItems.Where(w => w.CitizenId == citizen.Id).Select(w => w.Kind).ToListAsync());
    }

    [Theory]
    [InlineData(CitizenState.Completed)]
    [InlineData(CitizenState.Left)]
    public async Task Save_WhenTheCitizenTakesNoPart_IsRefused(CitizenState state)
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync(state);
        var save = new SaveWishes { CitizenId = citizen.Id, Step = WishesStep.Goals, Answers = CitizenDesk.Answers() };

        Assert.Equal([CitizenErrors.NotTakingPart], (await desk.Wishes.SaveAsync(TestData.ActorOf(citizen), save)).Errors);
        Assert.Equal([CitizenErrors.NotTakingPart], (await desk.Wishes.SendAsync(TestData.ActorOf(citizen), new() { CitizenId = citizen.Id, Consent = true })).Errors);
    }

    [Fact]
    public async Task Everything_AskedByOthers_IsRefused()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var (citizen, neighbour) = (await desk.AddCitizenAsync(), await desk.AddCitizenAsync());
        var volunteer = TestData.ReadyVolunteer(desk.Programme, desk.Clock.Now);
        await desk.AddAsync(volunteer.Account, volunteer.Volunteer);
        Actor[] others = [desk.Stranger, TestData.ActorOf(neighbour), TestData.ActorOf(volunteer.Volunteer), Actor.Visitor];

        foreach (var actor in others)
        {
            var save = new SaveWishes { CitizenId = citizen.Id, Step = WishesStep.Goals, Answers = CitizenDesk.Answers() };
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Wishes.SaveAsync(actor, save)).Errors);
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Wishes.SendAsync(actor, new() { CitizenId = citizen.Id, Consent = true })).Errors);
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Wishes.SetTargetGroupsAsync(actor, citizen.Id, [])).Errors);
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Reading.OwnAsync(actor, citizen.Id)).Errors);
            Assert.Equal([AccessErrors.NotAllowed], (await desk.Reading.OpenCaseAsync(actor, citizen.Id, ReadPurpose.FollowUp)).Errors);
        }

        await using var db = database.NewContext();
        Assert.Empty((await db.Citizens.SingleAsync(c => c.Id == citizen.Id)).Wishes.Goals);
        Assert.False(await db.CaseReads.AnyAsync(r => r.CitizenId == citizen.Id));
    }

    [Fact]
    public async Task SetTargetGroups_ByTheCitizen_IsRefused()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();

        Assert.Equal([AccessErrors.NotAllowed], (await desk.Wishes.SetTargetGroupsAsync(TestData.ActorOf(citizen), citizen.Id, ["Young"])).Errors);
        Assert.True((await desk.Wishes.SetTargetGroupsAsync(desk.Coordinator, citizen.Id, ["Young", "Unknown"])).Succeeded);
        Assert.Equal(["Young"], (await desk.Reading.OwnAsync(TestData.ActorOf(citizen), citizen.Id)).Value.Wishes.TargetGroups);
    }

    [Fact]
    public async Task OpenCase_ByTheCoordinator_IsWrittenDown()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync(CitizenState.WishesDone);

        var opened = await desk.Reading.OpenCaseAsync(desk.Coordinator, citizen.Id, ReadPurpose.FollowUp);

        Assert.Equal(["FindJob", "MeetPeople"], opened.Value.Details.Wishes.Goals);
        await using var db = database.NewContext();
        var read = await db.CaseReads.SingleAsync(r => r.CitizenId == citizen.Id);
        Assert.Equal((desk.Clock.Now, desk.Coordinator.AccountId, desk.Programme.Id, "FollowUp"), (read.At, read.ByAccountId, read.ProgrammeId, read.Purpose));
    }

    private static async Task SaveAsync(CitizenDesk desk, Actor actor, Guid citizenId, WishesStep step)
    {
        var saved = await desk.Wishes.SaveAsync(actor, new() { CitizenId = citizenId, Step = step, Answers = CitizenDesk.Answers() });
        Assert.True(saved.Succeeded);
    }
}
