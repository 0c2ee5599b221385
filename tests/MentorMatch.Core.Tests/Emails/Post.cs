using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Tests.Emails;

/// <summary>An outbox of its own database, a clock, and workers on it.</summary>
internal sealed class Post(TestDatabase database, EmailSettings settings) : IAsyncDisposable
{
    public static readonly Guid Programme = Guid.Parse("019a0000-0000-7000-8000-0000000000aa");

    private readonly System.Collections.Concurrent.ConcurrentBag<MailServerTransport> transports = [];

    public FakeClock Clock { get; } = new();

    public EmailSettings Settings => settings;

    public TestDatabase Database => database;

    public static async Task<Post> OpenAsync(EmailSettings settings) => new(await TestDatabase.CreateAsync(), settings);

    public static EmailRendering Rendering(EmailSettings settings) => new(
        new StringLocalizer<EmailsTexts>(new TextLocalizerFactory()), Options.Create(settings), Options.Create(new MunicipalitySettings()));

    public EmailDelivery Worker(IEmailTransport? transport = null) => new(
        database.Contexts,
        Rendering(settings),
        new EmailPreparation(database.Contexts, []),
        transport ?? Transport(),
        Clock,
        Options.Create(settings),
        NullLogger<EmailDelivery>.Instance);

    public async Task<Guid> PutInAsync(
        string about = "1",
        WhenUncertain whenUncertain = WhenUncertain.Resend,
        CalendarPart? calendar = null,
        DateTimeOffset? dueAt = null,
        string address = "soren@example.com",
        bool urgent = false)
    {
        await using var db = database.NewContext();
        var reader = new EmailReader(address, "Søren Ægir", Languages.Danish) { ProgrammeId = Programme, VolunteerId = Guid.CreateVersion7() };
        var email = Outbox.Add(db, "MatchRequest", about, reader, Letter(), Clock.Now, dueAt, calendar, whenUncertain, urgent);
        await db.SaveChangesAsync();
        return email.Id;
    }

    public static EmailLetter Letter() => new()
    {
        Language = Languages.Danish,
        Subject = "Der er nyt til dig på Rådhuset",
        Greeting = "Hej Søren",
        Paragraphs = ["Der er en besked til dig, som kun du kan læse."],
        ButtonText = "Læs beskeden",
        ButtonPath = "/volunteer/requests/1?a=b&c=d",
        SmallPrint = ["Linket virker i 15 minutter."],
    };

    public async Task<OutgoingEmail> FindAsync(Guid id)
    {
        await using var db = database.NewContext();
        return await db.Emails.AsNoTracking().SingleAsync(e => e.Id == id);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var transport in transports) transport.Dispose();
        await database.DisposeAsync();
    }

    private MailServerTransport Transport()
    {
        var transport = new MailServerTransport(Options.Create(settings));
        transports.Add(transport);
        return transport;
    }
}
