using System.Globalization;

namespace MentorMatch.Faults;

internal sealed record FaultOptions
{
    public int Faults { get; init; } = 1000;

    public int Seed { get; init; } = 1;

    public int Days { get; init; } = 1000;

    /// <summary>The first simulated day.</summary>
    public DateOnly From { get; init; } = new(2027, 1, 1);

    /// <summary>Minutes between two asks for what is due; schedules that are due more often are left out.</summary>
    public int Tick { get; init; } = 15;

    public int Workers { get; init; } = 3;

    public int Mails { get; init; } = 100_000;

    /// <summary>Mails on their way at once.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How often a node is stopped and started.</summary>
    public int Restarts { get; init; } = 20;

    /// <summary>How many seconds a node goes on serving when it is told to stop.</summary>
    public int Drain { get; init; } = 4;

    /// <summary>The path of Caddy, to put it in front of the nodes with the Caddyfile of docker-compose.yml.</summary>
    public string? Caddy { get; init; }

    /// <summary>
    /// A fault that the run must find: "sent-first" records before it sends, "no-claim" holds nothing, "no-drain" stops a
    /// node at once, "own-keys" gives a node keys of its own.
    /// </summary>
    public string Plant { get; init; } = "none";

    public static FaultOptions Read(IReadOnlyList<string> options)
    {
        var read = new FaultOptions();
        for (var i = 0; i + 1 < options.Count; i += 2)
        {
            read = options[i] switch
            {
                "--faults" => read with { Faults = Number(options[i + 1]) },
                "--seed" => read with { Seed = Number(options[i + 1]) },
                "--days" => read with { Days = Number(options[i + 1]) },
                "--from" => read with { From = DateOnly.ParseExact(options[i + 1], "yyyy-MM-dd", CultureInfo.InvariantCulture) },
                "--tick" => read with { Tick = Number(options[i + 1]) },
                "--workers" => read with { Workers = Number(options[i + 1]) },
                "--mails" => read with { Mails = Number(options[i + 1]) },
                "--parallel" => read with { Parallel = Number(options[i + 1]) },
                "--restarts" => read with { Restarts = Number(options[i + 1]) },
                "--drain" => read with { Drain = Number(options[i + 1]) },
                "--caddy" => read with { Caddy = options[i + 1] },
                "--plant" => read with { Plant = options[i + 1] },
                _ => throw new ArgumentException($"Not understood: {options[i]}", nameof(options)),
            };
        }

        return read;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
