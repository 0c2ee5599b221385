using System.Net;
using MentorMatch.TestKit;
using MentorMatch.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Web.Tests.Hosting;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Ready_MigratedDatabase_Is200()
    {
        await using var app = NewApp(_database.ConnectionString);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/health/ready"));
    }

    [Fact]
    public async Task Ready_MigrationsPending_Is503UntilTheyAreApplied()
    {
        await using var context = _database.NewContext();
        await context.Database.ExecuteSqlAsync($"ALTER TABLE \"__EFMigrationsHistory\" RENAME TO kept_aside");
        await using var app = NewApp(_database.ConnectionString);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(app, "/health/ready"));
        await context.Database.ExecuteSqlAsync($"ALTER TABLE kept_aside RENAME TO \"__EFMigrationsHistory\"");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/health/ready"));
    }

    [Fact]
    public async Task Live_DatabaseDoesNotAnswer_Is200AndReadyIs503()
    {
        await using var app = NewApp("Host=127.0.0.1;Port=1;Database=none;Username=none;Timeout=1");

        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(app, "/health/ready"));
    }

    [Fact]
    public async Task Ready_NodeThatDrains_Is503AndPagesAreServed()
    {
        await using var app = NewApp(_database.ConnectionString);

        app.Services.GetRequiredService<Drain>().Begin();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(app, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/privacy"));
    }

    private static async Task<HttpStatusCode> AskAsync(WebApplicationFactory<Program> app, string path)
    {
        using var client = app.CreateClient();
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private static WebApplicationFactory<Program> NewApp(string connectionString) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
            .UseEnvironment("Production")
            .UseSetting("ConnectionStrings:MentorMatch", connectionString));
}
