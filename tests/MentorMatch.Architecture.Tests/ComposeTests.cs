using MentorMatch.TestKit;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace MentorMatch.Architecture.Tests;

/// <summary>docker-compose.yml read as YAML: what it promises stands in it.</summary>
public sealed class ComposeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docker-compose.yml"));

    private static readonly Dictionary<string, Dictionary<string, object>> Services = Read();

    [Fact]
    public void Services_AllOfThem_ArePinnedAndAreThereWhereOthersWaitForThem()
    {
        Assert.Equal(["database", "migrate", "app-1", "app-2", "proxy", "mail"], Services.Keys);
        Assert.All(Services.Values, s => Assert.True(s["image"] is "mentormatch" || ((string)s["image"]).Split(':') is [_, { Length: > 1 } tag] && tag.Any(char.IsAsciiDigit)));
        Assert.All(Services.Values.SelectMany(WaitsFor), name => Assert.Contains(name, Services.Keys));
    }

    [Fact]
    public void Nodes_BothOfThem_WaitForTheMigrationAndHaveTimeToDrain()
    {
        foreach (var node in new[] { Services["app-1"], Services["app-2"] })
        {
            Assert.Contains("migrate", WaitsFor(node));
            var environment = (Dictionary<object, object>)node["environment"];
            var drain = int.Parse((string)environment["Drain__Seconds"], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal($"{drain + 35}s", node["stop_grace_period"]);
            Assert.Contains("ConnectionStrings__MentorMatch", environment.Keys);
        }
    }

    [Fact]
    public void Secrets_AllOfThem_ComeFromTheEnvironmentAndAreAskedFor() =>
        Assert.All(Text.Split('\n').Where(line => line.Contains("PASSWORD", StringComparison.Ordinal) && !line.TrimStart().StartsWith('#')), line => Assert.Contains("_PASSWORD:?", line, StringComparison.Ordinal));

    [Fact]
    public void Proxy_OfTheNodes_SendsToEachByItsNameAndAsksWhetherItIsReady()
    {
        var caddy = File.ReadAllText(Path.Combine(RepositoryRoot.Path, ".config", "Caddyfile"));

        Assert.All(Services.Keys.Where(name => name.StartsWith("app", StringComparison.Ordinal)), name => Assert.Contains($" {name}:8080", caddy, StringComparison.Ordinal));
        Assert.Contains("lb_policy cookie", caddy, StringComparison.Ordinal);
        Assert.Contains("health_uri /health/ready", caddy, StringComparison.Ordinal);
    }

    private static IEnumerable<string> WaitsFor(Dictionary<string, object> service) =>
        service.TryGetValue("depends_on", out var on) ? ((Dictionary<object, object>)on).Keys.Cast<string>() : [];

    private static Dictionary<string, Dictionary<string, object>> Read()
    {
        var parser = new MergingParser(new Parser(new StringReader(Text)));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(parser);
        return ((Dictionary<object, object>)file["services"]).ToDictionary(
            s => (string)s.Key, s => ((Dictionary<object, object>)s.Value).ToDictionary(p => (string)p.Key, p => p.Value));
    }
}
