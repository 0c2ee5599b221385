using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Journey;

/// <summary>Steps 4 to 8: wishes, suggestions, the choice, the answer.</summary>
public sealed partial class WholeJourneyTests
{
    private string firstChoice = "";

    private async Task CitizenWritesWishesAsync()
    {
        await coordinator.GoToDeskAsync("/coordinator/citizens/new");
        await coordinator.Page.Locator("[name='Input.ProgrammeId']").SelectOptionAsync(new SelectOptionValue { Label = "Rollemodeller" });
        await coordinator.FillAsync("Input.FirstName", "Carl");
        await coordinator.FillAsync("Input.LastName", "Prøvedal");
        await coordinator.FillAsync("Input.Email", Carl);
        await coordinator.SendFormOfAsync("Input.LastName");
        await coordinator.Page.WaitForURLAsync(url => !url.EndsWith("/new", StringComparison.Ordinal) && url.Contains("/coordinator/citizens/", StringComparison.Ordinal));
        citizenPath = new Uri(coordinator.Page.Url).AbsolutePath;

        await citizen.UseLinkAsync(await NewestMailAsync(Carl, "mentor"));
        await citizen.GoAsync("/citizen/wishes/goals");
        await citizen.TakeAsync("Input.Goals", "FindJob");
        await citizen.SendFormOfAsync("Input.Goals");
        await citizen.TakeAsync("Input.Interests", "Fishing");
        await citizen.TakeAsync("Input.Interests", "Walking");
        await citizen.SendFormOfAsync("Input.Interests");
        await citizen.TakeAsync("Input.Danish", "4");
        await citizen.TakeAsync("Input.English", "0");
        await citizen.SendFormOfAsync("Input.Danish");
        for (var bit = 0; bit < 21; bit++) await citizen.TakeAsync("Input.Times", $"{bit}");
        await citizen.SendFormOfAsync("Input.Times");
        await citizen.FillAsync("Input.Postcode", "3450");
        await citizen.SendFormOfAsync("Input.Postcode");
        await citizen.SendFormOfAsync("Input.WantedGender");
        await citizen.SendFormOfAsync("Input.Traits");
        await citizen.FillAsync("Input.OwnWords", "Jeg vil gerne ud at fiske.");
        await citizen.TickAsync(citizen.Page.Locator("[name='Input.ShareGoals'][type=checkbox]"));
        await citizen.SendFormOfAsync("Input.OwnWords");
        await citizen.TickAsync(citizen.Page.Locator("[name='Input.Consent'][type=checkbox]"));
        await citizen.SendFormOfAsync("Input.Consent");
        await NewestMailAsync(Carl, "Tak");
    }

    private async Task CoordinatorApprovesAShortlistAsync()
    {
        await coordinator.SeesInTheEndAsync("/coordinator?q=Carl", "Carl Prøvedal");
        await coordinator.GoToDeskAsync($"{citizenPath}/suggestions");
        await coordinator.PressAsync("Lav udkast");
        await coordinator.SeesAsync("Lav udkastet forfra");
        if (await coordinator.Page.Locator($"main table a[href='{volunteerPath}']").CountAsync() == 0) await AddVeraByHandAsync();
        await coordinator.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Godkend Vera Prøvevang" }).ClickAsync();
        await coordinator.SeesAsync("Godkendt");
        await coordinator.PressAsync("Godkend ");
        await Assertions.Expect(coordinator.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Vis 2 kort" })).ToBeEnabledAsync();
        await coordinator.PressAsync("Vis 2 kort");
        await coordinator.SeesAsync("Kortene er vist for borgeren.");
        await NewestMailAsync(Carl, "mentorer");
    }

    private async Task AddVeraByHandAsync()
    {
        var search = coordinator.Page.Locator("main input[type=search], main input[name=standing]").First;
        await search.FillAsync("Vera");
        await search.PressAsync("Enter");
        await coordinator.PressAsync("Tilføj");
    }

    private async Task CitizenChoosesAndRegretsAsync()
    {
        await SignInByMailAsync(citizen, Carl);
        await citizen.GoAsync("/citizen/choose");
        var cards = citizen.Page.Locator(".compare-card");
        Assert.Equal(2, await cards.CountAsync());
        var names = await cards.Locator("h2").AllInnerTextsAsync();
        firstChoice = names.First(n => n != "Vera");
        await ChooseAsync("Vera", next: null);
        await NewestMailAsync(Vera, "vil gerne have dig");
        await citizen.GoAsync("/citizen/choose");
        await citizen.SubmitAsync(citizen.Page.Locator("main form button[type=submit]").First);
        await NewestMailAsync(Vera, "ikke svare");
        await ChooseAsync(firstChoice, next: "Vera");
        await citizen.GoAsync("/citizen/choose");
        await citizen.SeesAsync(firstChoice);
    }

    private async Task ChooseAsync(string name, string? next)
    {
        await citizen.GoAsync("/citizen/choose");
        await citizen.Page.Locator($".compare-card:has(h2:text-is('{name}')) a").First.ClickAsync();
        if (next is not null) await citizen.TickAsync(citizen.Page.GetByLabel(next, new() { Exact = true }));
        await citizen.SubmitAsync(citizen.Page.Locator("main form button[type=submit]").First);
    }

    private async Task RequestLapsesAndTheNextIsAskedAsync()
    {
        var asked = mails.Received.Count(m => m.ToAddress == Vera && m.Subject.Contains("vil gerne have dig", StringComparison.Ordinal));
        await MoveClockAsync(7.1);
        await NewestMailAsync(Carl, "spurgt din næste");
        for (var tries = 0; tries < 300 && Requests() <= asked; tries++) await Task.Delay(100);
        Assert.Equal(asked + 1, Requests());

        int Requests() => mails.Received.Count(m => m.ToAddress == Vera && m.Subject.Contains("vil gerne have dig", StringComparison.Ordinal));
    }

    private async Task VolunteerAcceptsAsync()
    {
        await MoveClockAsync(4.1);
        await NewestMailAsync(Vera, "Husk at svare");
        await SignInByMailAsync(volunteer, Vera);
        await volunteer.GoAsync("/volunteer");
        await volunteer.Page.Locator("main a[href^='/volunteer/requests/']").First.ClickAsync();
        matchPath = new Uri(volunteer.Page.Url).AbsolutePath.Replace("/volunteer/requests/", "/coordinator/matches/", StringComparison.Ordinal);
        await volunteer.SeesAsync("Carl");
        await volunteer.SubmitAsync(volunteer.Page.Locator("main form button[type=submit]").First);
        await NewestMailAsync(Carl, "sagt ja");
    }
}
