using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Recruitment;

public sealed class SignUpTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly FakeClock clock = new();
    private RecruitmentServices? made;

    private RecruitmentServices Services => made ??= new RecruitmentServices(database, clock);

    public async ValueTask DisposeAsync()
    {
        if (made is not null) await made.DisposeAsync();
    }

    [Fact]
    public async Task Save_PageByPage_LeadsThroughAllQuestionsToTheCheck()
    {
        var programme = await ProgrammeAsync();
        string? secret = null;
        var seen = new List<SignUpStep>();
        foreach (var step in SignUpSteps.All.SkipLast(1))
        {
            var saved = await SaveAsync(secret, step, Answers(programme, Address()));
            Assert.True(saved.Succeeded, step.ToString());
            secret = saved.Value.Secret;
            seen.Add(saved.Value.Next);
        }

        Assert.Equal(SignUpSteps.All.Skip(1), seen);
    }

    [Fact]
    public async Task Save_TwoTabsAtOnce_KeepsTheAnswersOfBoth()
    {
        var programme = await ProgrammeAsync();
        var input = Answers(programme, Address());
        var secret = (await SaveAsync(null, SignUpStep.Programme, input)).Value.Secret;

        await Task.WhenAll(SaveAsync(secret, SignUpStep.Name, input), SaveAsync(secret, SignUpStep.Times, input));

        var draft = await Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, secret);
        Assert.Equal(("Karen", "Eksempel", input.Times.Mask), (draft!.Answers.FirstName, draft.Answers.LastName, draft.Answers.Times));
    }

    [Fact]
    public async Task Save_SecretThatIsNobodys_StartsANewDraftAndShowsNoOther()
    {
        var programme = await ProgrammeAsync();
        var first = (await SaveAsync(null, SignUpStep.Name, Answers(programme, Address()))).Value.Secret;

        var second = (await SaveAsync("made-up", SignUpStep.Programme, Answers(programme, Address()))).Value.Secret;

        Assert.NotEqual(first, second);
        Assert.Null((await Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, second))!.Answers.FirstName);
        Assert.Null(await Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, "made-up"));
    }

    [Fact]
    public async Task Save_CodeOfAnAssociation_PresetsProgrammeAndSource()
    {
        var programme = await ProgrammeAsync();
        var code = await AssociationAsync(programme);

        var saved = await Services.Get<SignUpService>().SaveAsync(Actor.Visitor, new SaveSignUpStep
        {
            Step = SignUpStep.Name, Input = Answers(programme, Address()), From = code.ToUpperInvariant(), Language = "da",
        });

        var answers = (await Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, saved.Value.Secret))!.Answers;
        Assert.Equal((programme.Slug, "Association", code), (answers.ProgrammeSlug, answers.Source, answers.AssociationCode));
    }

    [Fact]
    public async Task Send_AllAnswered_MakesAccountVolunteerConsentAndOneMail()
    {
        var programme = await ProgrammeAsync();
        var (address, code) = (Address(), await AssociationAsync(programme));
        var secret = await DraftAsync(programme, address, from: code);

        var sent = await SendAsync(secret);

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
        var programme = await ProgrammeAsync();
        var address = Address();
        var secret = await DraftAsync(programme, address);
        await SendAsync(secret);

        var again = await SendAsync(secret);
        var late = await SaveAsync(secret, SignUpStep.Name, Answers(programme, address) with { Name = "En Anden" });

        Assert.True(again.Succeeded);
        Assert.Equal(RecruitmentErrors.SignUpSent, Assert.Single(late.Errors));
        await using var db = database.NewContext();
        Assert.Equal("Karen", (await db.Volunteers.SingleAsync(v => v.Email == address)).FirstName);
        Assert.Equal(1, await db.Emails.CountAsync(e => e.ToAddress == address));
    }

    [Fact]
    public async Task Send_TwiceAtOnceFromTwoDrafts_MakesOneAccountAndOneVolunteer()
    {
        var programme = await ProgrammeAsync();
        var address = Address();
        var secrets = new[] { await DraftAsync(programme, address), await DraftAsync(programme, address.ToUpperInvariant()) };

        var sent = await Task.WhenAll(secrets.Select(SendAsync));

        Assert.All(sent, s => Assert.True(s.Succeeded));
        await using var db = database.NewContext();
        var account = await db.Accounts.SingleAsync(a => a.NormalizedEmail == address.ToUpperInvariant());
        Assert.Equal(1, await db.Volunteers.CountAsync(v => v.AccountId == account.Id));
    }

    [Fact]
    public async Task Send_AddressOfAVolunteer_AnswersAlikeAndTellsThemByMail()
    {
        var programme = await ProgrammeAsync();
        var known = TestData.ReadyVolunteer(programme, clock.Now);
        await AddAsync(known.Account, known.Volunteer);

        var sent = await SendAsync(await DraftAsync(programme, known.Volunteer.Email));

        Assert.True(sent.Succeeded);
        await using var db = database.NewContext();
        Assert.Equal(1, await db.Volunteers.CountAsync(v => v.Email == known.Volunteer.Email));
        Assert.Equal(VolunteerState.Ready, (await db.Volunteers.SingleAsync(v => v.Id == known.Volunteer.Id)).State);
        Assert.Equal("AlreadyVolunteer", (await db.Emails.SingleAsync(e => e.ToAddress == known.Volunteer.Email)).Kind);
    }

    [Fact]
    public async Task Send_WithoutConsentOrAnswers_IsRefused()
    {
        var programme = await ProgrammeAsync();
        var whole = await DraftAsync(programme, Address());
        var half = (await SaveAsync(null, SignUpStep.Name, Answers(programme, Address()))).Value.Secret;

        var withoutConsent = await Services.Get<SignUpSending>().SendAsync(Actor.Visitor, new SendSignUp { Secret = whole, Consent = false });
        var withoutAnswers = await SendAsync(half);
        var withoutDraft = await SendAsync("made-up");

        Assert.Equal(RecruitmentErrors.ConsentMissing, Assert.Single(withoutConsent.Errors));
        Assert.Equal(RecruitmentErrors.AnswersMissing, Assert.Single(withoutAnswers.Errors));
        Assert.Equal(RecruitmentErrors.SignUpGone, Assert.Single(withoutDraft.Errors));
    }

    [Fact]
    public async Task Send_ProgrammeClosedMeanwhile_IsRefusedAndKeepsTheAnswers()
    {
        var programme = await ProgrammeAsync();
        var secret = await DraftAsync(programme, Address());
        await using (var db = database.NewContext())
        {
            await db.Programmes.Where(p => p.Id == programme.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Open, false));
        }

        Assert.Equal(RecruitmentErrors.ProgrammeClosed, Assert.Single((await SendAsync(secret)).Errors));
        Assert.False((await Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, secret))!.Sent);
    }

    [Fact]
    public async Task Confirm_LinkFromTheMail_ConfirmsOnceAndPutsTheVolunteerOnTheList()
    {
        var (address, token) = await AppliedAsync();
        var confirmation = Services.Get<SignUpConfirmation>();

        Assert.Equal(ConfirmationStatus.Ready, await confirmation.LookAsync(Actor.Visitor, token));
        Assert.Equal(VolunteerState.Applied, await StateOfAsync(address));
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
        var (address, token) = await AppliedAsync();
        var confirmation = Services.Get<SignUpConfirmation>();
        clock.Advance(SignUpSending.ConfirmWithin);

        Assert.Equal(ConfirmationStatus.Expired, await confirmation.LookAsync(Actor.Visitor, token));
        Assert.Equal(AccessErrors.LinkExpired, Assert.Single((await confirmation.ConfirmAsync(Actor.Visitor, token)).Errors));
        Assert.True((await confirmation.RenewAsync(Actor.Visitor, token)).Succeeded);
        Assert.True((await confirmation.ConfirmAsync(Actor.Visitor, await LastTokenAsync(address, "ConfirmSignUp"))).Succeeded);
        Assert.Equal(VolunteerState.Confirmed, await StateOfAsync(address));
    }

    [Fact]
    public async Task Renew_AgainAndAgain_StopsMailing()
    {
        var (address, token) = await AppliedAsync();
        clock.Advance(SignUpSending.ConfirmWithin);
        var confirmation = Services.Get<SignUpConfirmation>();

        var outcomes = new List<Result>();
        for (var i = 0; i < 8; i++) outcomes.Add(await confirmation.RenewAsync(Actor.Visitor, token));

        Assert.Equal(RecruitmentErrors.TooManyMails, Assert.Single(outcomes[^1].Errors));
        await using var db = database.NewContext();
        Assert.Equal(5, await db.Emails.CountAsync(e => e.ToAddress == address));
    }

    [Fact]
    public async Task Confirm_TokenOfAnotherPurpose_IsUnknown()
    {
        var programme = await ProgrammeAsync();
        var address = Address();
        var secret = await DraftAsync(programme, address);
        await Services.Get<SignUpResumption>().MailLinkAsync(Actor.Visitor, secret);
        var token = await LastTokenAsync(address, "ResumeSignUp");

        Assert.Equal(ConfirmationStatus.Unknown, await Services.Get<SignUpConfirmation>().LookAsync(Actor.Visitor, token));
        Assert.Equal(AccessErrors.NotFound, Assert.Single((await Services.Get<SignUpConfirmation>().ConfirmAsync(Actor.Visitor, token)).Errors));
    }

    [Fact]
    public async Task Resume_MailedLink_OpensTheDraftOnceWithANewSecret()
    {
        var programme = await ProgrammeAsync();
        var address = Address();
        var secret = await DraftAsync(programme, address);
        var resumption = Services.Get<SignUpResumption>();
        Assert.True((await resumption.MailLinkAsync(Actor.Visitor, secret)).Succeeded);
        var token = await LastTokenAsync(address, "ResumeSignUp");

        var resumed = await resumption.ResumeAsync(Actor.Visitor, token);
        var again = await resumption.ResumeAsync(Actor.Visitor, token);

        Assert.Equal(SignUpStep.Check, resumed.Value.Next);
        Assert.Equal(AccessErrors.LinkUsed, Assert.Single(again.Errors));
        Assert.Equal(address, (await Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, resumed.Value.Secret))!.Answers.Email);
        Assert.Null(await Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, secret));
    }

    [Fact]
    public async Task RemindOfDraft_LeftThreeDays_MailsOnceEvenWhenARunWasMissed()
    {
        var programme = await ProgrammeAsync();
        var address = Address();
        await DraftAsync(programme, address);
        clock.Advance(RemindOfDraftSignUpJob.After - TimeSpan.FromMinutes(1));
        await Services.Get<RemindOfDraftSignUpJob>().RunAsync(CancellationToken.None);
        await using var db = database.NewContext();
        Assert.Equal(0, await db.Emails.CountAsync(e => e.ToAddress == address));

        clock.Advance(TimeSpan.FromDays(2));
        await Services.Get<RemindOfDraftSignUpJob>().RunAsync(CancellationToken.None);
        await Services.Get<RemindOfDraftSignUpJob>().RunAsync(CancellationToken.None);

        Assert.Equal("RemindOfDraft", (await db.Emails.SingleAsync(e => e.ToAddress == address)).Kind);
    }

    [Fact]
    public async Task RemoveOld_ThirtyDaysAfterTheLastSave_DeletesTheAnswersAndKeepsTheVolunteer()
    {
        var (address, _) = await AppliedAsync();
        var draft = await DraftAsync(await ProgrammeAsync(), Address());
        clock.Advance(TimeSpan.FromDays(29));
        await Services.Get<RemoveOldSignUpsJob>().RunAsync(CancellationToken.None);
        Assert.NotNull(await Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, draft));

        clock.Advance(TimeSpan.FromDays(1));
        await Services.Get<RemoveOldSignUpsJob>().RunAsync(CancellationToken.None);

        Assert.Null(await Services.Get<SignUpQueries>().DraftAsync(Actor.Visitor, draft));
        Assert.Equal(VolunteerState.Applied, await StateOfAsync(address));
    }

    private static string Address() => $"{Guid.NewGuid():N}@example.com";

    private static SignUpInput Answers(Programme programme, string address) => new()
    {
        Programme = programme.Slug,
        Name = "Karen Eksempel",
        Email = address,
        Phone = "12 34 56 78",
        BirthYear = "1962",
        Postcode = "3450",
        OccupationField = "Office",
        Interests = ["Walking", "Chess"],
        Times = WeekTimes.Of((DayOfWeek.Tuesday, PartOfDay.Evening)),
        Motivation = "Jeg har tid.",
        Source = "Association",
        InformationMeeting = true,
    };

    private async Task<(string Address, string Token)> AppliedAsync()
    {
        var address = Address();
        await SendAsync(await DraftAsync(await ProgrammeAsync(), address));
        return (address, await LastTokenAsync(address, "ConfirmSignUp"));
    }

    private async Task<string> DraftAsync(Programme programme, string address, string? from = null)
    {
        string? secret = null;
        foreach (var step in SignUpSteps.All.SkipLast(1))
        {
            secret = (await SaveAsync(secret, step, Answers(programme, address), from)).Value.Secret;
        }

        return secret!;
    }

    private Task<Result<SavedSignUpStep>> SaveAsync(string? secret, SignUpStep step, SignUpInput input, string? from = null) =>
        Services.Get<SignUpService>().SaveAsync(Actor.Visitor, new SaveSignUpStep { Secret = secret, Step = step, Input = input, From = from, Language = "da" });

    private Task<Result> SendAsync(string secret) => Services.Get<SignUpSending>().SendAsync(Actor.Visitor, new SendSignUp { Secret = secret, Consent = true });

    private async Task<Programme> ProgrammeAsync()
    {
        var programme = TestData.Programme();
        await AddAsync(programme);
        return programme;
    }

    private async Task<string> AssociationAsync(Programme programme)
    {
        var association = new Association { ProgrammeId = programme.Id, Name = "Husflid & Venner", Code = $"husflid-{Guid.NewGuid():N}" };
        await AddAsync(association);
        return association.Code;
    }

    private async Task AddAsync(params object[] rows)
    {
        await using var db = database.NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private async Task<VolunteerState> StateOfAsync(string address)
    {
        await using var db = database.NewContext();
        return (await db.Volunteers.SingleAsync(v => v.Email == address)).State;
    }

    private async Task<string> LastTokenAsync(string address, string kind)
    {
        await using var db = database.NewContext();
        OutgoingEmail email = await db.Emails.Where(e => e.ToAddress == address && e.Kind == kind).OrderByDescending(e => e.Id).FirstAsync();
        return email.Letter!.ButtonPath!.Split('/')[^1];
    }
}
