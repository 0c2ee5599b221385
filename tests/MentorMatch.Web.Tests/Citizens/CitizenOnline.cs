using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Programmes;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Web.Tests.Citizens;

/// <summary>A citizen who has come in by the link of the invitation, in a browser without JavaScript.</summary>
internal sealed class CitizenOnline : IDisposable
{
    private CitizenOnline(AppFixture app, Guid citizenId, Programme programme, Actor coordinator, Visit visit) =>
        (App, CitizenId, Programme, Coordinator, Visit) = (app, citizenId, programme, coordinator, visit);

    public AppFixture App { get; }

    public Guid CitizenId { get; }

    public Programme Programme { get; }

    public Actor Coordinator { get; }

    public Visit Visit { get; }

    /// <summary>Ends on /citizen/wishes.</summary>
    public static async Task<CitizenOnline> ComeAsync(AppFixture app)
    {
        var programme = TestData.Programme();
        await app.SaveAsync(programme);
        var staff = await app.StaffAsync(Role.Coordinator, programme.Id);
        var coordinator = TestData.Coordinator(programme.Id) with { AccountId = staff.Id, Name = staff.DisplayName };
        var invited = await app.Service<CitizenService>().InviteAsync(coordinator, new InviteCitizen
        {
            ProgrammeId = programme.Id,
            FirstName = "Amira",
            LastName = "Prøve",
            Email = TestData.NewAddress(),
            Language = "en",
        });
        await using var db = app.NewContext();
        var mail = await db.Emails.SingleAsync(e => e.CitizenId == invited.Value);
        var visit = app.NewVisit();
        await visit.OpenAsync(mail.Letter!.ButtonPath!);
        await visit.SendAsync("link");
        await visit.FollowAsync();
        return new CitizenOnline(app, invited.Value, programme, coordinator, visit);
    }

    /// <summary>Opens the page of a question, answers it and goes where that leads.</summary>
    public async Task<PageSeen> AnswerAsync(string step, params (string Name, string Value)[] answers)
    {
        await Visit.OpenAsync($"/citizen/wishes/{step}");
        await Visit.SendAsync("wishes", answers);
        return await Visit.FollowAsync();
    }

    public async Task AnswerAllAsync()
    {
        await AnswerAsync("goals", ("Input.Goals", "FindJob"), ("Input.Goals", "MeetPeople"));
        await AnswerAsync("languages", ("Input.Danish", "2"), ("Input.English", "0"), ("Input.OtherLanguages", "ar"));
        await AnswerAsync("times", ("Input.Times", "0"), ("Input.Times", "5"));
    }

    public async Task<Citizen> CitizenAsync()
    {
        await using var db = App.NewContext();
        return await db.Citizens.AsNoTracking().SingleAsync(c => c.Id == CitizenId);
    }

    public void Dispose() => Visit.Dispose();
}
