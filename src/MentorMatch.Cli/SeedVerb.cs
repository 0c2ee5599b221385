using System.Diagnostics;
using System.Globalization;
using MentorMatch.Core.Data;
using MentorMatch.Core.Data.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Cli;

/// <summary>"seed demo" fills an empty database with the demonstration; "seed load" adds many fictional people to it.</summary>
internal static class SeedVerb
{
    private const int Most = 1_000_000;

    public static Task<int> DemoAsync() => CliDatabase.UseAsync(async (services, _, ct) =>
    {
        await services.MigrateDatabaseAsync(ct);
        var filled = await FillAsync(services, ct);
        Console.WriteLine(filled ? "The demonstration is in." : "The database is not empty: nothing was changed.");
    });

    public static async Task<int> LoadAsync(IReadOnlyList<string> options)
    {
        if (!TryRead(options, out var size)) return Usage.Refuse(["seed", "load", .. options]);
        return await CliDatabase.UseAsync(async (services, _, ct) =>
        {
            await services.MigrateDatabaseAsync(ct);
            await FillAsync(services, ct);
            var watch = Stopwatch.StartNew();
            await new LargeSeed(services.GetRequiredService<IDbContextFactory<AppDbContext>>(), TimeProvider.System).LoadAsync(size, ct);
            Console.WriteLine($"{size.Volunteers} volunteers and {size.Citizens} citizens in {watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        });
    }

    private static async Task<bool> FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DemoSeed>().FillIfEmptyAsync(ct);
    }

    private static bool TryRead(IReadOnlyList<string> options, out LargeSeedSize size)
    {
        size = new LargeSeedSize(0, 0);
        if (options.Count == 0 || options.Count % 2 != 0) return false;
        for (var i = 0; i < options.Count; i += 2)
        {
            if (!int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > Most) return false;
            switch (options[i])
            {
                case "--volunteers": size = size with { Volunteers = number }; break;
                case "--citizens": size = size with { Citizens = number }; break;
                case "--seed": size = size with { Seed = number }; break;
                default: return false;
            }
        }

        return true;
    }
}
