using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace MentorMatch.Faults.Nodes;

/// <summary>
/// A reverse proxy as an operator puts in front of several nodes: a cookie keeps a visitor on one node, /health/ready says
/// who may get new requests. It tries nothing a second time.
/// </summary>
internal sealed class StickyProxy : IProxy
{
    private const string Cluster = "nodes";

    private readonly WebApplication app;

    private StickyProxy(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static async Task<StickyProxy> StartAsync(IEnumerable<NodeProcess> nodes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = Cluster, Match = new RouteMatch { Path = "{**path}" } }],
            [ConfigOf(nodes)]);
        var proxy = builder.Build();
        proxy.MapReverseProxy();
        await proxy.StartAsync();
        return new StickyProxy(proxy);
    }

    public async Task UsesAllAsync()
    {
        for (var watch = Stopwatch.StartNew(); !IsHealthy(); await Task.Delay(100))
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException("The proxy does not use every node.");
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private bool IsHealthy() =>
        app.Services.GetRequiredService<IProxyStateLookup>().TryGetCluster(Cluster, out var cluster)
        && cluster.Destinations.Values.All(d => d.Health.Active == DestinationHealth.Healthy);

    private static ClusterConfig ConfigOf(IEnumerable<NodeProcess> nodes) => new()
    {
        ClusterId = Cluster,
        Destinations = nodes.ToDictionary(n => n.Name, n => new DestinationConfig { Address = n.Address }),
        LoadBalancingPolicy = "RoundRobin",
        SessionAffinity = new SessionAffinityConfig { Enabled = true, Policy = "HashCookie", FailurePolicy = "Redistribute", AffinityKeyName = "node" },
        HealthCheck = new HealthCheckConfig
        {
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Interval = TimeSpan.FromMilliseconds(500),
                Timeout = TimeSpan.FromSeconds(5),
                Policy = "ConsecutiveFailures",
                Path = "/health/ready",
            },
        },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromMinutes(1) },
        Metadata = new Dictionary<string, string> { ["ConsecutiveFailuresHealthPolicy.Threshold"] = 1.ToString(CultureInfo.InvariantCulture) },
    };
}
