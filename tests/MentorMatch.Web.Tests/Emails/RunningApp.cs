using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Web.Tests.Emails;

/// <summary>The product with its schedules running, on a database and settings of one test.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly TestDatabase database;
    private WebApplicationFactory<Program>? app;

    private RunningApp(TestDatabase database, WebApplicationFactory<Program> app) => (this.database, this.app) = (database, app);

    public IServiceProvider Services => app!.Services;

    public static async Task<RunningApp> StartAsync(string environment, params (string Name, string Value)[] settings)
    {
        var copy = await TestDatabase.CreateAsync();
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment(environment).UseSetting("ConnectionStrings:MentorMatch", copy.ConnectionString);
            web.UseSetting("Email:PublicUrl", "https://mentor.example.com");
            foreach (var (name, value) in settings) web.UseSetting(name, value);
        });
        var running = new RunningApp(copy, factory);
        _ = running.Services;
        return running;
    }

    public HttpClient NewClient() => app!.CreateClient();

    /// <summary>A context that rings no bell: as another process writes.</summary>
    public AppDbContext NewForeignContext() => database.NewContext();

    /// <summary>A context of the running product.</summary>
    public AppDbContext NewOwnContext() => Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    public static async Task<Guid> PutInAsync(AppDbContext context, string toAddress)
    {
        await using var db = context;
        var letter = new EmailLetter
        {
            Language = Languages.Danish,
            Subject = "Nyt til dig på siden",
            Greeting = "Hej Bo",
            Paragraphs = ["Der er nyt til dig."],
            ButtonText = "Se det",
            ButtonPath = "/volunteer",
        };
        var email = Outbox.Add(db, "MatchRequest", Guid.NewGuid().ToString("N"), new EmailReader(toAddress, "Bo Dal", Languages.Danish), letter, TimeProvider.System.GetUtcNow());
        await db.SaveChangesAsync();
        return email.Id;
    }

    /// <summary>Stops as a host does that is told to end.</summary>
    public async Task StopAsync()
    {
        if (app is not null) await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await database.DisposeAsync();
    }
}
