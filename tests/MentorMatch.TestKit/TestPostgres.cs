using System.Security.Cryptography;
using System.Text;
using MentorMatch.Core.Data.PrivatePostgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace MentorMatch.TestKit;

/// <summary>
/// One private server for every test process of this checkout and user that runs at the time. The first starts it,
/// the last stops it, and one that a killed test run left behind is used again. Built for speed: a power cut may
/// cost it everything.
/// </summary>
public static class TestPostgres
{
    private static readonly Lazy<Task<PrivatePostgresServer>> Shared = new(StartAsync);

    /// <summary>Below the folder for temporary files, which every user can enter: the server never runs as root.</summary>
    public static string DataFolder { get; } = Path.Combine(Path.GetTempPath(), "mentormatch-tests-" + CheckoutAndUser());

    public static Task<PrivatePostgresServer> SharedAsync() => Shared.Value;

    private static async Task<PrivatePostgresServer> StartAsync()
    {
        var server = await PrivatePostgresServer.EnsureRunningAsync(
            new PrivatePostgresOptions
            {
                DataFolder = DataFolder,
                Settings = new Dictionary<string, string>
                {
                    ["fsync"] = "off",
                    ["synchronous_commit"] = "off",
                    ["full_page_writes"] = "off",
                    ["max_connections"] = "400",
                },
            },
            NullLogger.Instance);
        // A test host gets a tenth of a second to end: say stop, do not wait.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.StopAsync(wait: false).Wait(TimeSpan.FromSeconds(5));
        return server;
    }

    private static string CheckoutAndUser() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RepositoryRoot.Path)))[..8] + "-" + Environment.UserName;
}
