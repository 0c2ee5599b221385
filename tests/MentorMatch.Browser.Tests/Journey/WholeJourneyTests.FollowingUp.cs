using MentorMatch.Core.Emails;

namespace MentorMatch.Browser.Tests.Journey;

/// <summary>Steps 9 to 11: the first meeting, following up, the network, the end.</summary>
public sealed partial class WholeJourneyTests
{
    private async Task FirstMeetingAndAgreementAsync()
    {
        await coordinator.GoToDeskAsync(matchPath);
        await coordinator.FillAsync("Input.Date", DateIn(2));
        await coordinator.FillAsync("Input.Time", "13:00");
        await coordinator.FillAsync("Input.Minutes", "60");
        await coordinator.FillAsync("Input.Place", "Frivillighuset");
        await coordinator.PressAsync("Book mødet");
        await coordinator.SeesAsync("Mødet er booket");
        var hers = await NewestMailAsync(Vera, "Du har et møde");
        var his = await NewestMailAsync(Carl, "Du har et møde");
        Assert.Equal(UidOf(hers), UidOf(his));
        Assert.DoesNotContain("Carl", hers.Calendar!.Split("ATTENDEE")[0], StringComparison.Ordinal);

        killedAfter.Add(mails.Received.Count);
        await product.KillDatabaseAsync();
        await coordinator.GoToDeskAsync(matchPath);
        await coordinator.SeesAsync("13.00");
        await MoveClockAsync(2.5);
        await coordinator.GoToDeskAsync(matchPath);
        await coordinator.TickAsync(coordinator.Page.GetByLabel("Carl kom"));
        await coordinator.TickAsync(coordinator.Page.GetByLabel("Vera kom"));
        await coordinator.FillAsync("Input.MeetingsPerMonth", "2");
        await coordinator.FillAsync("Input.Months", "6");
        await coordinator.TickAsync(coordinator.Page.Locator("[name='Input.Contact']").First);
        await coordinator.PressAsync("Gem aftalen");
        await coordinator.SeesAsync("forløbet er i gang");
    }

    private async Task CheckInsAndSilenceAsync()
    {
        await MoveClockAsync(14.2);
        await AnswerAsync(citizen, await NewestMailAsync(Carl, "Hvordan går det"), face: 2);
        await AnswerAsync(volunteer, await NewestMailAsync(Vera, "Hvordan går det"), face: 5);
        await coordinator.SeesInTheEndAsync("/coordinator?q=Carl", "Et svar tyder på");
        await NewestMailAsync(Vera, "mødtes for nylig");

        await MoveClockAsync(14.2);
        await coordinator.SeesInTheEndAsync("/coordinator?q=Carl", "længe siden");
        await SignInByMailAsync(volunteer, Vera);
        await volunteer.GoAsync(matchPath.Replace("/coordinator/", "/volunteer/", StringComparison.Ordinal));
        await volunteer.FillAsync("Input.HeldOn", DateIn(-1));
        await volunteer.SendFormOfAsync("Input.HeldOn");
        await coordinator.GoToDeskAsync(matchPath);
        await coordinator.SeesAsync("60");
    }

    private static async Task AnswerAsync(Traveller who, ReceivedMail mail, int face)
    {
        await who.UseLinkAsync(mail);
        await who.TakeAsync("Input.Answer", $"{face}");
        await who.SendFormOfAsync("Input.Answer");
    }

    private async Task NetworkMeetsAsync()
    {
        await coordinator.GoToDeskAsync("/coordinator/meetings/new");
        await coordinator.Page.Locator("[name='Input.ProgrammeId']").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Label = "Rollemodeller" });
        await coordinator.FillAsync("Input.Title", "Læringsmøde om grænser");
        await coordinator.FillAsync("Input.Place", "Biblioteket");
        await coordinator.Page.Locator("main input[type=date]").First.FillAsync(DateIn(5));
        await coordinator.Page.Locator("main input[type=time]").First.FillAsync("17:00");
        await coordinator.Page.Locator("main form button[type=submit]").Last.ClickAsync();
        await coordinator.Page.WaitForURLAsync(url => url.Contains("/coordinator/meetings/", StringComparison.Ordinal) && !url.EndsWith("/new", StringComparison.Ordinal));
        var meeting = new Uri(coordinator.Page.Url).AbsolutePath;

        var invitation = await NewestMailAsync(Vera, "Læringsmøde om grænser");
        await volunteer.UseLinkAsync(invitation);
        await volunteer.TakeAsync("Input.Answer", "Yes");
        await volunteer.SendFormOfAsync("Input.Answer");
        await visitor.GoAsync("/information-meetings");

        await MoveClockAsync(5.5);
        await coordinator.GoToDeskAsync(meeting);
        await coordinator.PressAsync("Gem fremmøde");
        await coordinator.SeesAsync("Fremmødet er gemt");
    }

    private async Task MatchEndsAsync()
    {
        await coordinator.GoToDeskAsync(matchPath);
        await coordinator.Page.ClickAsync("summary:has-text('Begynd at afslutte')");
        await coordinator.TakeAsync("Input.Reason", "GoalReached");
        await coordinator.SendFormOfAsync("Input.Why");
        await coordinator.SeesAsync("Afslutningen er begyndt");
        await AnswerAsync(citizen, await NewestMailAsync(Carl, "Hvordan var det"), face: 4);
        await coordinator.GoToDeskAsync(matchPath);
        await coordinator.FillAsync("Input.LastTalk", "En god sidste samtale.");
        await coordinator.SendFormOfAsync("Input.LastTalk");
        await coordinator.SeesAsync("Forløbet er afsluttet");
        await NewestMailAsync(Carl, "Tak for denne gang");
        await SignInByMailAsync(citizen, Carl);
        await citizen.GoAsync("/citizen");
    }

    private async Task AdministratorSeesOnlyWhatIsTheirsAsync()
    {
        await administrator.SignInAsDemoAsync("Agnete Fjordby");
        await administrator.GoAsync("/admin/jobs");
        await administrator.SeesAsync("Job");
        foreach (var closed in (string[])[citizenPath, volunteerPath, matchPath])
        {
            var answer = await administrator.Page.GotoAsync(product.Address + closed);
            Assert.Equal(403, answer!.Status);
        }

        var twice = Repeats.Unexplained(mails.Received.Select(m => m.MessageId), killedAfter, new EmailSettings().Parallel).ToHashSet();
        Assert.Empty(mails.Received.Where(m => twice.Contains(m.MessageId)).Select(m => $"{m.ToAddress}: {m.Subject}"));
        Assert.DoesNotContain(mails.Received, m => m.Text.Contains("fiske", StringComparison.OrdinalIgnoreCase));
    }

    private static string UidOf(ReceivedMail mail) =>
        mail.Calendar!.Split("\r\n").Single(line => line.StartsWith("UID:", StringComparison.Ordinal));
}
