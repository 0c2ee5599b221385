using System.Globalization;
using MentorMatch.Faults;
using MentorMatch.Faults.Nodes;

// Breaks what the product stands on while it works, and counts what was lost. The tables stand in docs/reliability.md.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["faults", .. var options]:
        return await FaultRun.RunAsync(FaultOptions.Read(options), Console.Out) ? 0 : 1;
    case ["schedule", .. var options]:
        return await ScheduleRun.RunAsync(FaultOptions.Read(options), Console.Out) ? 0 : 1;
    case ["throughput", .. var options]:
        return await ThroughputRun.RunAsync(FaultOptions.Read(options), Console.Out) ? 0 : 1;
    case ["retake", .. var options]:
        return await RetakeRun.RunAsync(FaultOptions.Read(options), Console.Out) ? 0 : 1;
    case ["nodes", .. var options]:
        return await NodesRun.RunAsync(FaultOptions.Read(options), Console.Out) ? 0 : 1;
    // What the runs above start as processes of their own, to kill them.
    case ["worker", var connection, var port, var plant, var leaseSeconds]:
        return await WorkerProcess.RunAsync(connection, int.Parse(port, CultureInfo.InvariantCulture), plant, leaseSeconds);
    case ["writer", var connection, var prefix]:
        return await WriterProcess.RunAsync(connection, prefix);
    default:
        await Console.Error.WriteLineAsync("""
            faults --faults 1000 --seed 1 [--plant sent-first|no-claim]
            schedule --days 1000 --workers 3 [--tick 15] [--from 2027-01-01]
            throughput --mails 100000 [--parallel 4]
            retake --faults 5
            nodes --restarts 20 --seed 1 [--drain 4] [--caddy /usr/bin/caddy] [--plant no-drain|own-keys]
            """);
        return 2;
}
