using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Tests.Meetings;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Tests.Emails;

public sealed class EmailWordingsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MeetingsWorld world = new(database);
    private readonly Guid programme = Guid.CreateVersion7();

    private EmailWordings Wordings => world.Get<EmailWordings>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Save_OwnWords_AreUsedWithTheValuesOfTheLetter()
    {
        var coordinator = TestData.Coordinator(programme);
        var words = new LetterWords("{Fornavn}, husk {tidspunkt}", "Vi ses {tidspunkt}.\n\nStedet er {sted}.\nTag kaffe med.", null);

        Assert.True((await Wordings.SaveAsync(coordinator, programme, "MeetingReminder", "da", words)).Succeeded);

        var mail = Mail("MeetingReminder", "da");
        Assert.Null(await world.Get<EmailPreparation>().PrepareAsync(mail, default));
        Assert.Equal("Karen, husk tirsdag", mail.Letter!.Subject);
        Assert.Equal(["Vi ses tirsdag.", "Stedet er {sted}.\nTag kaffe med."], mail.Letter.Paragraphs);
        Assert.Equal("Se mødet", mail.Letter.ButtonText);
        var english = Mail("MeetingReminder", "en");
        await world.Get<EmailPreparation>().PrepareAsync(english, default);
        Assert.Equal("As usual", english.Letter!.Subject);
    }

    [Theory]
    [InlineData("Subject", "Hej {cpr}", "{cpr}")]
    [InlineData("Subject", "Hej {", "{")]
    [InlineData("Body", "Vi ses {tidspunkt} med {borger}.", "{borger}")]
    public async Task Save_UnknownPlaceholder_IsRefusedBesideItsField(string field, string text, string unknown)
    {
        var words = new LetterWords(field == "Subject" ? text : "Emne", field == "Body" ? text : "Tekst", null);

        var refused = await Wordings.SaveAsync(TestData.Coordinator(programme), programme, "MeetingReminder", "da", words);

        var error = Assert.Single(refused.Errors);
        Assert.Equal(("Error.UnknownPlaceholder", field), (error.Key, error.Field));
        using var danish = Languages.Use("da");
        var sentence = new TextLocalizer(error.Texts)[error.Key, error.Args].Value;
        Assert.StartsWith($"{unknown} kan ikke sættes ind. Brug kun: {{fornavn}}, {{tidspunkt}}", sentence);
    }

    [Theory]
    [InlineData("", "Tekst", "Error.WordsMissing")]
    [InlineData("Emne", "  ", "Error.WordsMissing")]
    [InlineData("Emne", "CPR 010190-1234", "Error.CprInWords")]
    public async Task Save_WrongWords_AreRefused(string subject, string body, string key)
    {
        var refused = await Wordings.SaveAsync(TestData.Coordinator(programme), programme, "MeetingReminder", "da", new LetterWords(subject, body, null));

        Assert.Equal(key, Assert.Single(refused.Errors).Key);
    }

    [Fact]
    public async Task Reset_AndWordsAsTheyWouldBe_LeaveNoneOfItsOwn()
    {
        var coordinator = TestData.Coordinator(programme);
        var usual = (await Wordings.FindAsync(coordinator, programme, "MatchRequest", "da")).Value;
        Assert.Contains("{frist}", usual.Words.Body);
        await Wordings.SaveAsync(coordinator, programme, "MatchRequest", "da", usual.Words with { Subject = "Andet" });
        Assert.True((await Wordings.FindAsync(coordinator, programme, "MatchRequest", "da")).Value.Changed);

        await Wordings.SaveAsync(coordinator, programme, "MatchRequest", "da", usual.Words);
        Assert.False((await Wordings.FindAsync(coordinator, programme, "MatchRequest", "da")).Value.Changed);
        await Wordings.SaveAsync(coordinator, programme, "MatchRequest", "da", usual.Words with { Subject = "Andet" });
        await Wordings.ResetAsync(coordinator, programme, "MatchRequest", "da");
        Assert.Equal(usual.Words, (await Wordings.FindAsync(coordinator, programme, "MatchRequest", "da")).Value.Words);
    }

    [Fact]
    public async Task Words_OfAnotherProgramme_CannotBeReadNorChanged()
    {
        var stranger = TestData.Coordinator(Guid.NewGuid());

        Assert.False((await Wordings.ListAsync(stranger, programme)).Succeeded);
        Assert.False((await Wordings.FindAsync(stranger, programme, "MatchRequest", "da")).Succeeded);
        Assert.False((await Wordings.SaveAsync(stranger, programme, "MatchRequest", "da", new LetterWords("a", "b", "c"))).Succeeded);
        Assert.False((await Wordings.SendTestAsync(stranger, programme, "MatchRequest", "da", new LetterWords("a", "b", "c"))).Succeeded);
    }

    [Fact]
    public async Task SendTest_OfAWording_GoesToTheCoordinatorAlone()
    {
        var account = TestData.Account("Mette Koordinator");
        await using (var db = world.Open())
        {
            db.Add(account);
            await db.SaveChangesAsync();
        }

        var actor = TestData.Coordinator(programme) with { AccountId = account.Id };
        var sent = await Wordings.SendTestAsync(actor, programme, "MatchRequest", "da", new LetterWords("Svar inden {frist}", "Hej {fornavn}", "Se"));

        Assert.Equal(account.Email, sent.Value);
        await using var read = world.Open();
        var mail = await read.Emails.SingleAsync(e => e.ToAddress == account.Email);
        Assert.Equal("[Test] Svar inden 1. december 2026", mail.Letter!.Subject);
        Assert.Equal(["Hej Karen"], mail.Letter.Paragraphs);
    }

    [Fact]
    public async Task Defaults_OfEveryKindAndLanguage_HaveWordsAndPassTheirOwnCheck()
    {
        var coordinator = TestData.Coordinator(programme);
        foreach (var item in (await Wordings.ListAsync(coordinator, programme)).Value)
        {
            foreach (var language in Languages.All)
            {
                var usual = (await Wordings.FindAsync(coordinator, programme, item.Kind.Name, language.Tag)).Value.Default;
                Assert.NotEqual("", usual.Subject);
                Assert.NotEqual("", usual.Body);
                Assert.Equal(item.Kind.Button is null, usual.Button is null);
                var saved = await Wordings.SaveAsync(coordinator, programme, item.Kind.Name, language.Tag, usual with { Subject = usual.Subject + "!" });
                Assert.True(saved.Succeeded, $"{item.Kind.Name} {language.Tag}");
            }
        }
    }

    private OutgoingEmail Mail(string kind, string language) => new()
    {
        Key = $"{kind}:x",
        Kind = kind,
        MessageId = "<1@example.com>",
        ToAddress = "karen@example.com",
        ToName = "Karen",
        ProgrammeId = programme,
        Letter = new EmailLetter
        {
            Language = language,
            Subject = "As usual",
            Greeting = "Hej",
            Paragraphs = ["As usual"],
            ButtonText = "Se mødet",
            ButtonPath = "/x",
            Values = new Dictionary<string, string> { ["fornavn"] = "Karen", ["tidspunkt"] = "tirsdag" },
        },
        DueAt = default,
        CreatedAt = default,
    };
}
