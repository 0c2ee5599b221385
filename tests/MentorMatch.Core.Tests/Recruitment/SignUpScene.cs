using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Recruitment;

/// <summary>A visitor who signs up, on a database and a clock of the test.</summary>
internal sealed class SignUpScene(TestDatabase database) : IAsyncDisposable
{
    private RecruitmentServices? made;

    public FakeClock Clock { get; } = new();

    public RecruitmentServices Services => made ??= new RecruitmentServices(database, Clock);

    public async ValueTask DisposeAsync()
    {
        if (made is not null) await made.DisposeAsync();
    }

    public static string Address() => TestData.NewAddress();

    public static SignUpInput Answers(Programme programme, string address) => new()
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

    public async Task<(string Address, string Token)> AppliedAsync()
    {
        var address = Address();
        await SendAsync(await DraftAsync(await ProgrammeAsync(), address));
        return (address, await LastTokenAsync(address, "ConfirmSignUp"));
    }

    public async Task<string> DraftAsync(Programme programme, string address, string? from = null)
    {
        string? secret = null;
        foreach (var step in SignUpSteps.All.SkipLast(1))
        {
            secret = (await SaveAsync(secret, step, Answers(programme, address), from)).Value.Secret;
        }

        return secret!;
    }

    public Task<Result<SavedSignUpStep>> SaveAsync(string? secret, SignUpStep step, SignUpInput input, string? from = null) =>
        Services.Get<SignUpService>().SaveAsync(Actor.Visitor, new SaveSignUpStep { Secret = secret, Step = step, Input = input, From = from, Language = "da" });

    public Task<Result> SendAsync(string secret) => Services.Get<SignUpSending>().SendAsync(Actor.Visitor, new SendSignUp { Secret = secret, Consent = true });

    public async Task<Programme> ProgrammeAsync()
    {
        var programme = TestData.Programme();
        await AddAsync(programme);
        return programme;
    }

    public async Task<string> AssociationAsync(Programme programme)
    {
        var association = new Association { ProgrammeId = programme.Id, Name = "Husflid & Venner", Code = $"husflid-{Guid.NewGuid():N}" };
        await AddAsync(association);
        return association.Code;
    }

    public async Task AddAsync(params object[] rows)
    {
        await using var db = database.NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public async Task<VolunteerState> StateOfAsync(string address)
    {
        await using var db = database.NewContext();
        return (await db.Volunteers.SingleAsync(v => v.Email == address)).State;
    }

    public async Task<string> LastTokenAsync(string address, string kind)
    {
        await using var db = database.NewContext();
        OutgoingEmail email = await db.Emails.Where(e => e.ToAddress == address && e.Kind == kind).OrderByDescending(e => e.Id).FirstAsync();
        return email.Letter!.ButtonPath!.Split('/')[^1];
    }
}
