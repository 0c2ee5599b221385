using System.Globalization;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Worklist;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Faults;

/// <summary>The product's own services for mail, put together as the product does it.</summary>
internal static class Product
{
    public static readonly Guid Programme = Guid.Parse("019a0000-0000-7000-8000-0000000000aa");

    /// <param name="connection">The database.</param>
    /// <param name="smtpPort">The mail server on this machine.</param>
    /// <param name="clock">The process's clock.</param>
    /// <param name="settings">Further settings of the section "Email".</param>
    public static ServiceProvider Services(string connection, int smtpPort, TimeProvider clock, params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Email:Host"] = "127.0.0.1",
            ["Email:Port"] = smtpPort.ToString(CultureInfo.InvariantCulture),
            ["Email:DemoMode"] = "true",
            ["Email:PublicUrl"] = "https://mentor.example.com",
            ["Email:PerDomainPerMinute"] = "0",
        };
        foreach (var (name, value) in settings) values[$"Email:{name}"] = value;
        return new ServiceCollection().AddLogging().AddTexts().AddSingleton(clock)
            .AddEmails(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddData(connection)
            .BuildServiceProvider();
    }

    /// <summary>A row of business and its mail, to be saved together or not at all.</summary>
    public static void Add(AppDbContext db, string id, WhenUncertain whenUncertain, DateTimeOffset now)
    {
        db.WorkItems.Add(new WorkItem { ProgrammeId = Programme, Kind = WorkKind.EmailRefused, Key = $"fault:{id}", About = id, Path = "/", Since = now });
        Outbox.Add(db, "Fault", id, new EmailReader($"{id}@example.com", "Fictional Reader", Languages.Danish), Letter, now, whenUncertain: whenUncertain);
    }

    private static EmailLetter Letter { get; } = new()
    {
        Language = Languages.Danish,
        Subject = "Der er nyt til dig",
        Greeting = "Hej",
        Paragraphs = ["Der er en besked til dig, som kun du kan læse."],
        ButtonText = "Læs beskeden",
        ButtonPath = "/volunteer",
    };
}
