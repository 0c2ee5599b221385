using MentorMatch.Core.Access;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Recruitment;

public sealed class SignUpTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly SignUpScene scene = new(database);

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Save_PageByPage_LeadsThroughAllQuestionsToTheCheck()
    {
        var programme = await scene.ProgrammeAsync();
        string? secret = null;
        var seen = new List<SignUpStep>();
        foreach (var step in SignUpSteps.All.SkipLast(1))
        {
            var saved = await scene.SaveAsync(secret, step, SignUpScene.Answers(programme, SignUpScene.Address()));
            Assert.True(saved.Succeeded, step.ToString());
            secret = saved.Value.Secret;
            seen.Add(saved.Value.Next);
        }

        Assert.Equal(SignUpSteps.All.Skip(1), seen);
    }

    [Fact]
    public async Task Save_TwoTabsAtOnce_KeepsTheAnswersOfBoth()
    {
        var programme = await scene.ProgrammeAsync();
        var input = SignUpScene.Answers(programme, SignUpScene.Address());
        var secret = (await scene.SaveAsync(null, SignUpStep.Programme, input)).Value.Secret;

        await Task.WhenAll(scene.SaveAsync(secret, SignUpStep.Name, input), scene.SaveAsync(secret, SignUpStep.Times, input));

        var draft = await scene.Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, secret);
        Assert.Equal(("Karen", "Eksempel", input.Times.Mask), (draft!.Answers.FirstName, draft.Answers.LastName, draft.Answers.Times));
    }

    [Fact]
    public async Task Save_SecretThatIsNobodys_StartsANewDraftAndShowsNoOther()
    {
        var programme = await scene.ProgrammeAsync();
        var first = (await scene.SaveAsync(null, SignUpStep.Name, SignUpScene.Answers(programme, SignUpScene.Address()))).Value.Secret;

        var second = (await scene.SaveAsync("made-up", SignUpStep.Programme, SignUpScene.Answers(programme, SignUpScene.Address()))).Value.Secret;

        Assert.NotEqual(first, second);
        Assert.Null((await scene.Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, second))!.Answers.FirstName);
        Assert.Null(await scene.Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, "made-up"));
    }

    [Fact]
    public async Task Save_CodeOfAnAssociation_PresetsProgrammeAndSource()
    {
        var programme = await scene.ProgrammeAsync();
        var code = await scene.AssociationAsync(programme);

        var saved = await scene.Services.Get<SignUpService>().SaveAsync(Actor.Visitor, new SaveSignUpStep
        {
            Step = SignUpStep.Name,
            Input = SignUpScene.Answers(programme, SignUpScene.Address()),
            From = code.ToUpperInvariant(),
            Language = "da",
        });

        var answers = (await scene.Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, saved.Value.Secret))!.Answers;
        Assert.Equal((programme.Slug, "Association", code), (answers.ProgrammeSlug, answers.Source, answers.AssociationCode));
    }

    [Fact]
    public async Task Send_AllAnswered_MakesAccountVolunteerConsentAndOneMail()
    {
        var programme = await scene.ProgrammeAsync();
        var (address, code) = (SignUpScene.Address(), await scene.AssociationAsync(programme));
        var secret = await scene.DraftAsync(programme, address, from: code);

        var sent = await scene.SendAsync(secret);

        Assert.True(sent.Succeeded);
        await using var db = database.NewContext();
        var volunteer = await db.Volunteers.SingleAsync(v => v.Email == address);
        var account = await db.Accounts.SingleAsync(a => a.NormalizedEmail == address.ToUpperInvariant());
        Assert.Equal((account.Id, VolunteerState.Applied, "Association", "Husflid & Venner"), (volunteer.AccountId, volunteer.State, volunteer.Source, volunteer.SourceDetail));
        Assert.NotNull(volunteer.AssociationId);
        Assert.Equal((1962, "3450", "Office"), (volunteer.Guide.BirthYear, volunteer.Guide.Postcode.ToString(), volunteer.Guide.OccupationField));
        Assert.Single(await db.Consents.Where(c => c.AccountId == account.Id).ToListAsync());
        Assert.Equal("ConfirmSignUp", (await db.Emails.SingleAsync(e => e.ToAddress == address)).Kind);
    }

    [Fact]
    public async Task Send_ASecondTime_ChangesNothing()
    {
        var programme = await scene.ProgrammeAsync();
        var address = SignUpScene.Address();
        var secret = await scene.DraftAsync(programme, address);
        await scene.SendAsync(secret);

        var again = await scene.SendAsync(secret);
        var late = await scene.SaveAsync(secret, SignUpStep.Name, SignUpScene.Answers(programme, address) with { Name = "En Anden" });

        Assert.True(again.Succeeded);
        Assert.Equal(RecruitmentErrors.SignUpSent, Assert.Single(late.Errors));
        await using var db = database.NewContext();
        Assert.Equal("Karen", (await db.Volunteers.SingleAsync(v => v.Email == address)).FirstName);
        Assert.Equal(1, await db.Emails.CountAsync(e => e.ToAddress == address));
    }

    [Fact]
    public async Task Send_TwiceAtOnceFromTwoDrafts_MakesOneAccountAndOneVolunteer()
    {
        var programme = await scene.ProgrammeAsync();
        var address = SignUpScene.Address();
        var secrets = new[] { await scene.DraftAsync(programme, address), await scene.DraftAsync(programme, address.ToUpperInvariant()) };

        var sent = await Task.WhenAll(secrets.Select(scene.SendAsync));

        Assert.All(sent, s => Assert.True(s.Succeeded));
        await using var db = database.NewContext();
        var account = await db.Accounts.SingleAsync(a => a.NormalizedEmail == address.ToUpperInvariant());
        Assert.Equal(1, await db.Volunteers.CountAsync(v => v.AccountId == account.Id));
    }

    [Fact]
    public async Task Send_AddressOfAVolunteer_AnswersAlikeAndTellsThemByMail()
    {
        var programme = await scene.ProgrammeAsync();
        var known = TestData.ReadyVolunteer(programme, scene.Clock.Now);
        await scene.AddAsync(known.Account, known.Volunteer);

        var sent = await scene.SendAsync(await scene.DraftAsync(programme, known.Volunteer.Email));

        Assert.True(sent.Succeeded);
        await using var db = database.NewContext();
        Assert.Equal(1, await db.Volunteers.CountAsync(v => v.Email == known.Volunteer.Email));
        Assert.Equal(VolunteerState.Ready, (await db.Volunteers.SingleAsync(v => v.Id == known.Volunteer.Id)).State);
        Assert.Equal("AlreadyVolunteer", (await db.Emails.SingleAsync(e => e.ToAddress == known.Volunteer.Email)).Kind);
    }

    [Fact]
    public async Task Send_WithoutConsentOrAnswers_IsRefused()
    {
        var programme = await scene.ProgrammeAsync();
        var whole = await scene.DraftAsync(programme, SignUpScene.Address());
        var half = (await scene.SaveAsync(null, SignUpStep.Name, SignUpScene.Answers(programme, SignUpScene.Address()))).Value.Secret;

        var withoutConsent = await scene.Services.Get<SignUpSending>().SendAsync(Actor.Visitor, new SendSignUp { Secret = whole, Consent = false });
        var withoutAnswers = await scene.SendAsync(half);
        var withoutDraft = await scene.SendAsync("made-up");

        Assert.Equal(RecruitmentErrors.ConsentMissing, Assert.Single(withoutConsent.Errors));
        Assert.Equal(RecruitmentErrors.AnswersMissing, Assert.Single(withoutAnswers.Errors));
        Assert.Equal(RecruitmentErrors.SignUpGone, Assert.Single(withoutDraft.Errors));
    }

    [Fact]
    public async Task Send_ProgrammeClosedMeanwhile_IsRefusedAndKeepsTheAnswers()
    {
        var programme = await scene.ProgrammeAsync();
        var secret = await scene.DraftAsync(programme, SignUpScene.Address());
        await using (var db = database.NewContext())
        {
            await db.Programmes.Where(p => p.Id == programme.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Open, false));
        }

        Assert.Equal(RecruitmentErrors.ProgrammeClosed, Assert.Single((await scene.SendAsync(secret)).Errors));
        Assert.False((await scene.Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, secret))!.Sent);
    }
}
