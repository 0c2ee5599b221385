namespace MentorMatch.Browser.Tests.Journey;

/// <summary>Steps 1 to 3: signing up, the interview, the training.</summary>
public sealed partial class WholeJourneyTests
{
    private async Task VisitorLooksAroundAsync()
    {
        await visitor.GoAsync("/");
        await visitor.GoAsync("/programmes/role-models");
        await visitor.GoAsync("/coordinator/volunteers");
        Assert.Contains("/staff/sign-in", visitor.Page.Url, StringComparison.Ordinal);
    }

    private async Task VolunteerSignsUpAsync()
    {
        await volunteer.GoAsync("/sign-up?programme=role-models");
        await AnswerAsync("Input.Name", "Vera Prøvevang");
        await volunteer.FillAsync("Input.Phone", "12345678");
        await AnswerAsync("Input.Email", "vera.proevevang@example");
        await volunteer.SeesAsync("e-mail");
        await AnswerAsync("Input.Email", Vera);
        await volunteer.FillAsync("Input.BirthYear", "1958");
        await AnswerAsync("Input.Postcode", "3450");
        await volunteer.SelectAsync("Input.OccupationField", "Teaching");
        await volunteer.TakeAsync("Input.Interests", "Walking");
        await volunteer.TakeAsync("Input.Interests", "Fishing");
        await volunteer.SendFormOfAsync("Input.OccupationField");
        foreach (var bit in (int[])[0, 1, 4, 7, 10, 13]) await volunteer.TakeAsync("Input.Times", $"{bit}");
        await volunteer.SendFormOfAsync("Input.Times");
        await AnswerAsync("Input.Motivation", "Jeg har tid og lyst.");
        await volunteer.TakeAsync("Input.Source", "Newspaper");
        await volunteer.TickAsync(volunteer.Page.Locator("[name='Input.InformationMeeting']").First);
        await volunteer.SendFormOfAsync("Input.Source");
        await volunteer.SeesAsync("Vera Prøvevang");
        await volunteer.TickAsync(volunteer.Page.Locator("[name='Input.Consent'][type=checkbox]"));
        await volunteer.SendFormOfAsync("Input.Consent");

        var mail = await NewestMailAsync(Vera, "Bekræft");
        await volunteer.UseLinkAsync(mail);
        await volunteer.SubmitAsync(volunteer.Page.Locator("main form button[type=submit]").First);
        await NewestMailAsync(Vera, "Tak for din tilmelding");
    }

    private async Task AnswerAsync(string field, string value)
    {
        await volunteer.FillAsync(field, value);
        await volunteer.SendFormOfAsync(field);
    }

    private async Task CoordinatorInterviewsAsync()
    {
        await coordinator.SignInAsDemoAsync("Mette Solbakke");
        await coordinator.SeesInTheEndAsync("/coordinator?q=Vera", "Vera Prøvevang");
        await coordinator.FollowAsync("Vera Prøvevang");
        await coordinator.Page.WaitForURLAsync("**/coordinator/volunteers/*");
        volunteerPath = new Uri(coordinator.Page.Url).AbsolutePath;
        await coordinator.GoToDeskAsync(volunteerPath);
        await coordinator.FillAsync("Interview.Date", DateIn(2));
        await coordinator.FillAsync("Interview.Time", "10:00");
        await coordinator.FillAsync("Interview.Place", "Frivillighuset");
        await coordinator.SendFormOfAsync("Interview.Date");
        var invitation = await NewestMailAsync(Vera, "Samtale");
        Assert.Contains("METHOD:REQUEST", invitation.Calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0", invitation.Calendar, StringComparison.Ordinal);

        killedAfter.Add(mails.Received.Count);
        await product.KillAsync();
        await product.StartAsync(ahead);
        await coordinator.GoToDeskAsync(volunteerPath);
        await coordinator.PressAsync("Samtalen er holdt");
        await coordinator.SeesAsync("Interviewet");
        await FillInTheMatchGuideAsync();
    }

    private async Task FillInTheMatchGuideAsync()
    {
        await coordinator.GoToDeskAsync($"{volunteerPath}/guide");
        await coordinator.SelectAsync("Input.Gender", "Woman");
        await coordinator.Page.FillAsync("[name='Input.Occupation']", "Pensioneret lærer");
        await coordinator.Page.SelectOptionAsync("select[id$='-da']", "4");
        foreach (var question in (string[])["Why", "Cancels", "BadDay", "Letters"])
        {
            await coordinator.TickAsync(coordinator.Page.Locator($"[name='Input.Answer-{question}']").First);
        }

        await coordinator.TickAsync(coordinator.Page.Locator("[name='Input.TargetGroups']").First);
        await coordinator.FillAsync("Input.Presentation", "Jeg går gerne en tur og lytter.");
        await coordinator.Page.Keyboard.PressAsync("Tab");
        await coordinator.SeesAsync("Gemt");
        await coordinator.Page.WaitForTimeoutAsync(1500);
        await coordinator.PressAsync("Godkend matchguiden");
        await coordinator.SeesAsync("godkendt");
    }

    private async Task VolunteerIsTrainedAsync()
    {
        await SignInByMailAsync(volunteer, Vera);
        await volunteer.GoAsync("/volunteer/confidentiality");
        await volunteer.TickAsync(volunteer.Page.Locator("[name='Input.Read'][type=checkbox]"));
        await volunteer.SendFormOfAsync("Input.Read");
        await TakeSeatsAsync();
        Assert.Contains("METHOD:REQUEST", (await NewestMailAsync(Vera, "Du har en plads")).Calendar, StringComparison.Ordinal);

        await MoveClockAsync(75);
        foreach (var evening in await EveningsOfVeraAsync())
        {
            await coordinator.GoToDeskAsync(evening);
            await coordinator.TickAsync(coordinator.Page.GetByLabel("Vera Prøvevang"));
            await coordinator.PressAsync("Gem fremmøde");
            await coordinator.SeesAsync("Afholdt");
        }

        await coordinator.GoToDeskAsync(volunteerPath);
        await coordinator.Page.ClickAsync("summary:has-text('attesten er set')");
        await coordinator.FillAsync("Input.CheckedOn", DateIn(-1));
        await coordinator.SendFormOfAsync("Input.CheckedOn");
        await coordinator.SeesAsync("gælder til");
        await coordinator.PressAsync("Markér som klar");
        await coordinator.SeesAsync("Klar");
    }

    /// <summary>One evening of each number, the latest that has free seats.</summary>
    private async Task TakeSeatsAsync()
    {
        foreach (var number in (int[])[1, 2, 3])
        {
            await volunteer.GoAsync("/volunteer/training");
            await volunteer.SubmitAsync(volunteer.Page.Locator($".card:has-text('Aften {number}:') button:has-text('Tag en plads')").Last);
            await volunteer.SeesAsync("Du har en plads");
        }
    }

    private async Task<List<string>> EveningsOfVeraAsync()
    {
        await coordinator.GoAsync("/coordinator/training?past=true");
        var links = await coordinator.Page.Locator("main table a[href^='/coordinator/training/']").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var hers = new List<string>();
        foreach (var link in links)
        {
            await coordinator.GoAsync(link);
            if ((await coordinator.Page.Locator("main").InnerTextAsync()).Contains("Vera Prøvevang", StringComparison.Ordinal)) hers.Add(link);
        }

        Assert.Equal(3, hers.Count);
        return hers;
    }
}
