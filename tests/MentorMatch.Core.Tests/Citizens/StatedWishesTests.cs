using MentorMatch.Core.Citizens;
using MentorMatch.Core.Programmes;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Citizens;

/// <summary>What a citizen states of themselves and does not care for, and the consent that is given at the desk.</summary>
public sealed class StatedWishesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("Other", "Other", Gender.Other)]
    [InlineData("", "", null)]
    [InlineData("7", "<b>", null)]
    public async Task Save_Genders_KeepWhatIsOfferedAlone(string own, string wished, Gender? kept)
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();
        var answers = CitizenDesk.Answers();
        (answers.Gender, answers.WantedGender) = (own, wished);

        foreach (var step in (WishesStep[])[WishesStep.Where, WishesStep.Mentor])
        {
            Assert.True((await desk.Wishes.SaveAsync(TestData.ActorOf(citizen), new SaveWishes { CitizenId = citizen.Id, Step = step, Answers = answers })).Succeeded);
        }

        var wishes = (await desk.Reading.OwnAsync(TestData.ActorOf(citizen), citizen.Id)).Value.Wishes;
        Assert.Equal((kept, (Gender?)null), (wishes.Gender, wishes.WantedGender));
    }

    [Fact]
    public async Task Save_TheSameLikedAndDisliked_IsRefusedBesideTheField()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync();
        var answers = CitizenDesk.Answers();
        answers.Dislikes = ["Walking"];

        var saved = await desk.Wishes.SaveAsync(
            TestData.ActorOf(citizen), new SaveWishes { CitizenId = citizen.Id, Step = WishesStep.Interests, Answers = answers });

        Assert.Equal([CitizenErrors.LikedAndDisliked], saved.Errors);
        Assert.Equal("Dislikes", saved.Errors[0].Field);
    }

    [Fact]
    public async Task Send_AtTheDeskForACitizenWithoutAnAccount_KeepsTheConsentAndBringsItAlong()
    {
        var desk = await CitizenDesk.OpenAsync(database);
        var citizen = await desk.AddCitizenAsync(change: c => (c.AccountId, c.Email) = (null, null));
        await desk.AnswerAllAsync(desk.Coordinator, citizen.Id);

        Assert.True((await desk.Wishes.SendAsync(desk.Coordinator, new() { CitizenId = citizen.Id, Consent = true })).Succeeded);

        await using (var db = database.NewContext())
        {
            var consent = await db.Consents.SingleAsync(c => c.CitizenId == citizen.Id);
            Assert.Equal((null, desk.Coordinator.Name, WishesService.ConsentVersion), (consent.AccountId, consent.GivenWith, consent.TextVersion));
        }

        var change = new ChangeCitizen { CitizenId = citizen.Id, FirstName = "Amira", LastName = "Prøve", Email = TestData.NewAddress(), Language = "da" };
        Assert.True((await desk.Citizens.ChangeAsync(desk.Coordinator, change)).Succeeded);

        await using var after = database.NewContext();
        var account = await after.Citizens.Where(c => c.Id == citizen.Id).Select(c => c.AccountId).SingleAsync();
        Assert.NotNull(account);
        Assert.Equal(account, await after.Consents.Where(c => c.CitizenId == citizen.Id).Select(c => c.AccountId).SingleAsync());
    }
}
