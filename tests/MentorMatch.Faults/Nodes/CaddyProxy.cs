using System.Diagnostics;
using System.Globalization;
using MentorMatch.TestKit;

namespace MentorMatch.Faults.Nodes;

/// <summary>Caddy with the Caddyfile that docker-compose.yml uses, its nodes' names put to the addresses of this machine.</summary>
internal sealed class CaddyProxy : IProxy
{
    /// <summary>Longer than the Caddyfile lets pass between two questions whether a node is ready.</summary>
    private static readonly TimeSpan Notices = TimeSpan.FromSeconds(4);

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"mm-caddy-{Guid.NewGuid():N}"[..20]);
    private readonly int port = NodeProcess.FreePort();
    private Process? process;

    public Uri Address => new($"http://127.0.0.1:{port}");

    /// <param name="program">The path of Caddy.</param>
    /// <param name="nodes">In the order of their names in the Caddyfile.</param>
    public static async Task<CaddyProxy> StartAsync(string program, IReadOnlyList<NodeProcess> nodes)
    {
        var proxy = new CaddyProxy();
        Directory.CreateDirectory(proxy.folder);
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, ".config", "Caddyfile"));
        for (var i = 0; i < nodes.Count; i++) text = text.Replace($"app-{i + 1}:8080", new Uri(nodes[i].Address).Authority, StringComparison.Ordinal);
        var file = Path.Combine(proxy.folder, "Caddyfile");
        await File.WriteAllTextAsync(file, $"{{\n\tadmin off\n}}\n{text}");
        var start = new ProcessStartInfo(program, ["run", "--config", file, "--adapter", "caddyfile"]) { RedirectStandardError = true, UseShellExecute = false };
        start.Environment["SITE_ADDRESS"] = string.Create(CultureInfo.InvariantCulture, $":{proxy.port}");
        start.Environment["HOME"] = proxy.folder;
        proxy.process = Process.Start(start)!;
        proxy.process.BeginErrorReadLine();
        await proxy.UsesAllAsync();
        return proxy;
    }

    public Task UsesAllAsync() => Task.Delay(Notices);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }
}
