using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Jobs;
using MentorMatch.TestKit;
using MentorMatch.Web.Tests.Emails;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MentorMatch.Web.Tests.Hosting;

/// <summary>What leaves the machine as traces and metrics, read at a collector as bytes.</summary>
public sealed class TelemetryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Token = "KanariTokenKanariTokenKanariToken";
    private const string Search = "Kanariefugl";
    private const string Address = "kanari@example.com";

    private static readonly string[] Secrets = [Token, Search, Address];

    [Fact]
    public async Task Export_LinksSearchesAndSignIns_CarriesRoutesAndNobody()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var app = NewApp(receiver.Address)) await WalkAsync(app);

        var (traces, metrics) = (receiver.Of("traces"), receiver.Of("metrics"));
        Assert.Contains("/sign-in/link/{Token}", traces, StringComparison.Ordinal);
        Assert.Contains("/coordinator/volunteers", traces, StringComparison.Ordinal);
        Assert.Contains("FROM asp_net_users", traces, StringComparison.Ordinal);
        Assert.Contains("22P02", traces, StringComparison.Ordinal);
        Assert.Contains("job RemindOfMeeting", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
        Assert.Contains("mentormatch.mails.oldest_due", metrics, StringComparison.Ordinal);
        Assert.Contains("mentormatch.mails.handled", metrics, StringComparison.Ordinal);
        Assert.Contains("mentormatch.job.runs", metrics, StringComparison.Ordinal);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, traces + metrics, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The search above finds what a careless change lets out.</summary>
    [Fact]
    public async Task Export_WithARouteThatIsThePath_IsFoundOut()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var app = NewApp(receiver.Address, services => services.Configure<AspNetCoreTraceInstrumentationOptions>(
            options => options.EnrichWithHttpRequest = (activity, request) => activity.SetTag("job", request.Path))))
        {
            await WalkAsync(app);
        }

        Assert.Contains(Token, receiver.Of("traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutAnEndpoint_ListensToNothing()
    {
        await using var app = NewApp(endpoint: null);

        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
    }

    private static async Task WalkAsync(WebApplicationFactory<Program> app)
    {
        var account = Account.Create($"Mette {Search}", TestData.NewAddress(), "en", TimeProvider.System.GetUtcNow());
        var programme = TestData.Programme();
        await using (var db = app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext())
        {
            db.AddRange(account, programme);
            db.Add(new RoleAssignment { AccountId = account.Id, Role = Role.Coordinator, ProgrammeId = programme.Id, GrantedAt = TimeProvider.System.GetUtcNow(), GrantedBy = "Test" });
            await db.SaveChangesAsync();
            await RunningApp.PutInAsync(db, Address);
        }

        using var visit = new Visit(app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true }));
        foreach (var path in new[] { $"/sign-in/link/{Token}", $"/sign-up/confirm/{Token}", $"/unsubscribe/{Token}", $"/calendar/{Token}.ics", $"/no-such/{Token}", $"/sign-in?returnTo=/{Token}" })
        {
            await visit.OpenAsync(path);
        }

        await visit.SendAsync("sign-in", ("Input.Email", Address));
        await visit.OpenAsync("/demo/sign-in");
        await visit.SendAsync("/demo/sign-in/as", ("account", $"{account.Id}"));
        await visit.OpenAsync($"/coordinator/volunteers?q={Search}");
        await FailAsync(app);
        await app.Services.GetRequiredService<JobRunner>().RunDueAsync(CancellationToken.None);
        await app.Services.GetRequiredService<EmailDelivery>().SendNextAsync(CancellationToken.None);
        Assert.True(app.Services.GetRequiredService<TracerProvider>().ForceFlush());
        Assert.True(app.Services.GetRequiredService<MeterProvider>().ForceFlush());
    }

    /// <summary>PostgreSQL repeats in its words what it could not read.</summary>
    private static async Task FailAsync(WebApplicationFactory<Program> app)
    {
        using var within = Figures.Activities.StartActivity("within");
        await using var db = app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        var failure = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.SqlQuery<int>($"""SELECT {Search}::text::int AS "Value" """).ToListAsync());
        Assert.Contains(Search, failure.Message, StringComparison.Ordinal);
    }

    private WebApplicationFactory<Program> NewApp(string? endpoint, Action<IServiceCollection>? change = null) => new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
    {
        web.UseEnvironment("Development").UseSetting("ConnectionStrings:MentorMatch", database.ConnectionString).UseSetting("Demo:Seed", "false");
        web.UseSetting("Email:PickupFolder", Path.Combine(Path.GetTempPath(), $"mm-telemetry-{Guid.NewGuid():N}"));
        if (endpoint is null) return;
        web.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint).UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        if (change is not null) web.ConfigureTestServices(change);
    });
}
