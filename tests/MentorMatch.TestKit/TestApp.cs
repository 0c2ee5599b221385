using MentorMatch.Web.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace MentorMatch.TestKit;

/// <summary>
/// The whole application in the test's process, on a database of its own: <c>IClassFixture&lt;TestApp&gt;</c>. Ask it
/// with <see cref="WebApplicationFactory{T}.CreateClient()"/>, or for a browser call <c>UseKestrel(0)</c> first.
/// </summary>
public class TestApp : WebApplicationFactory<App>, IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    protected virtual string Environment => "Development";

    public Task InitializeAsync() => Database.InitializeAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("ConnectionStrings:MentorMatch", Database.ConnectionString);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }
}

/// <summary>As it is in use: no pages for demonstrations, no details of faults.</summary>
public sealed class ProductionApp : TestApp
{
    protected override string Environment => "Production";
}
