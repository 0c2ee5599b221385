using System.Net;
using MentorMatch.Core.Access;
using MentorMatch.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace MentorMatch.Web.Tests.Hosting;

/// <summary>Two instances of the product on one database, behind a proxy that sends a visitor now here, now there.</summary>
public sealed class TwoNodesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task SignIn_FormOfOneNodeSentToTheOther_SignsInOnBoth()
    {
        var account = Account.Create("Sofie Medarbejder", "sofie@example.com", "en", TimeProvider.System.GetUtcNow());
        await using (var db = database.NewContext())
        {
            db.Add(account);
            db.Add(new RoleAssignment { AccountId = account.Id, Role = Role.Administrator, GrantedAt = TimeProvider.System.GetUtcNow(), GrantedBy = "Test" });
            await db.SaveChangesAsync();
        }

        await using var first = NewNode();
        await using var second = NewNode();
        var proxy = new Proxy(first.Server.CreateHandler(), second.Server.CreateHandler());
        using var client = new HttpClient(new CookieContainerHandler { InnerHandler = proxy }) { BaseAddress = new Uri("http://localhost") };
        using var visit = new Visit(client);

        await visit.OpenAsync("/demo/sign-in");
        proxy.Switch();
        await visit.SendAsync("/demo/sign-in/as", ("account", account.Id.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await visit.OpenAsync("/admin/jobs")).Status);
        proxy.Switch();
        Assert.Equal(HttpStatusCode.OK, (await visit.OpenAsync("/admin/jobs")).Status);
    }

    private WebApplicationFactory<Program> NewNode() => new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
        .UseEnvironment("Development")
        .UseSetting("ConnectionStrings:MentorMatch", database.ConnectionString)
        .UseSetting("Demo:Seed", "false"));

    private sealed class Proxy(HttpMessageHandler first, HttpMessageHandler second) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker[] nodes = [new(first), new(second)];
        private int node;

        public void Switch() => node = 1 - node;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            nodes[node].SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            foreach (var one in nodes) one.Dispose();
            base.Dispose(disposing);
        }
    }
}
