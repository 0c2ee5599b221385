using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Recruitment;

public sealed class SignUpLinksTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly SignUpScene scene = new(database);

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Confirm_LinkFromTheMail_ConfirmsOnceAndPutsTheVolunteerOnTheList()
    {
        var (address, token) = await scene.AppliedAsync();
        var confirmation = scene.Services.Get<SignUpConfirmation>();

        Assert.Equal(ConfirmationStatus.Ready, await confirmation.LookAsync(Actor.Visitor, token));
        Assert.Equal(VolunteerState.Applied, await scene.StateOfAsync(address));
        Assert.True((await confirmation.ConfirmAsync(Actor.Visitor, token)).Succeeded);
        Assert.True((await confirmation.ConfirmAsync(Actor.Visitor, token)).Succeeded);

        await using var db = database.NewContext();
        var volunteer = await db.Volunteers.SingleAsync(v => v.Email == address);
        Assert.Equal(VolunteerState.Confirmed, volunteer.State);
        Assert.Equal("Karen Eksempel", (await db.StateChanges.SingleAsync(c => c.EntityId == volunteer.Id)).ByName);
        Assert.Equal(WorkKind.NewVolunteer, (await db.WorkItems.SingleAsync(w => w.VolunteerId == volunteer.Id)).Kind);
        Assert.Equal(1, await db.Emails.CountAsync(e => e.ToAddress == address && e.Kind == "SignUpConfirmed"));
        Assert.Equal(ConfirmationStatus.Confirmed, await confirmation.LookAsync(Actor.Visitor, token));
    }

    [Fact]
    public async Task Confirm_ExpiredLink_IsRefusedAndANewOneWorks()
    {
        var (address, token) = await scene.AppliedAsync();
        var confirmation = scene.Services.Get<SignUpConfirmation>();
        scene.Clock.Advance(SignUpSending.ConfirmWithin);

        Assert.Equal(ConfirmationStatus.Expired, await confirmation.LookAsync(Actor.Visitor, token));
        Assert.Equal(AccessErrors.LinkExpired, Assert.Single((await confirmation.ConfirmAsync(Actor.Visitor, token)).Errors));
        Assert.True((await confirmation.RenewAsync(Actor.Visitor, token)).Succeeded);
        Assert.True((await confirmation.ConfirmAsync(Actor.Visitor, await scene.LastTokenAsync(address, "ConfirmSignUp"))).Succeeded);
        Assert.Equal(VolunteerState.Confirmed, await scene.StateOfAsync(address));
    }

    [Fact]
    public async Task Renew_AgainAndAgain_StopsMailing()
    {
        var (address, token) = await scene.AppliedAsync();
        scene.Clock.Advance(SignUpSending.ConfirmWithin);
        var confirmation = scene.Services.Get<SignUpConfirmation>();

        var outcomes = new List<Result>();
        for (var i = 0; i < 8; i++) outcomes.Add(await confirmation.RenewAsync(Actor.Visitor, token));

        Assert.Equal(RecruitmentErrors.TooManyMails, Assert.Single(outcomes[^1].Errors));
        await using var db = database.NewContext();
        Assert.Equal(5, await db.Emails.CountAsync(e => e.ToAddress == address));
    }

    [Fact]
    public async Task Confirm_TokenOfAnotherPurpose_IsUnknown()
    {
        var programme = await scene.ProgrammeAsync();
        var address = SignUpScene.Address();
        var secret = await scene.DraftAsync(programme, address);
        await scene.Services.Get<SignUpResumption>().MailLinkAsync(Actor.Visitor, secret);
        var token = await scene.LastTokenAsync(address, "ResumeSignUp");

        Assert.Equal(ConfirmationStatus.Unknown, await scene.Services.Get<SignUpConfirmation>().LookAsync(Actor.Visitor, token));
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await scene.Services.Get<SignUpConfirmation>().ConfirmAsync(Actor.Visitor, token)).Errors));
    }

    [Fact]
    public async Task Resume_MailedLink_OpensTheDraftOnceWithANewSecret()
    {
        var programme = await scene.ProgrammeAsync();
        var address = SignUpScene.Address();
        var secret = await scene.DraftAsync(programme, address);
        var resumption = scene.Services.Get<SignUpResumption>();
        Assert.True((await resumption.MailLinkAsync(Actor.Visitor, secret)).Succeeded);
        var token = await scene.LastTokenAsync(address, "ResumeSignUp");

        var resumed = await resumption.ResumeAsync(Actor.Visitor, token);
        var again = await resumption.ResumeAsync(Actor.Visitor, token);

        Assert.Equal(SignUpStep.Check, resumed.Value.Next);
        Assert.Equal(AccessErrors.LinkUsed, Assert.Single(again.Errors));
        Assert.Equal(address, (await scene.Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, resumed.Value.Secret))!.Answers.Email);
        Assert.Null(await scene.Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, secret));
    }

    [Fact]
    public async Task RemindOfDraft_LeftThreeDays_MailsOnceEvenWhenARunWasMissed()
    {
        var programme = await scene.ProgrammeAsync();
        var address = SignUpScene.Address();
        await scene.DraftAsync(programme, address);
        scene.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        await scene.Services.Get<RemindOfDraftSignUpJob>().RunAsync(CancellationToken.None);
        await using var db = database.NewContext();
        Assert.Equal(0, await db.Emails.CountAsync(e => e.ToAddress == address));

        scene.Clock.Advance(TimeSpan.FromDays(2));
        await scene.Services.Get<RemindOfDraftSignUpJob>().RunAsync(CancellationToken.None);
        await scene.Services.Get<RemindOfDraftSignUpJob>().RunAsync(CancellationToken.None);

        Assert.Equal("RemindOfDraft", (await db.Emails.SingleAsync(e => e.ToAddress == address)).Kind);
    }

    [Fact]
    public async Task RemoveOld_ThirtyDaysAfterTheLastSave_DeletesTheAnswersAndKeepsTheVolunteer()
    {
        var (address, _) = await scene.AppliedAsync();
        var draft = await scene.DraftAsync(await scene.ProgrammeAsync(), SignUpScene.Address());
        scene.Clock.Advance(TimeSpan.FromDays(29));
        await scene.Services.Get<RemoveOldSignUpsJob>().RunAsync(CancellationToken.None);
        Assert.NotNull(await scene.Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, draft));

        scene.Clock.Advance(TimeSpan.FromDays(1));
        await scene.Services.Get<RemoveOldSignUpsJob>().RunAsync(CancellationToken.None);

        Assert.Null(await scene.Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, draft));
        Assert.Equal(VolunteerState.Applied, await scene.StateOfAsync(address));
    }
}
