using System.Diagnostics;
using MentorMatch.Core.Jobs;
using Npgsql;

namespace MentorMatch.Faults.Nodes;

/// <param name="DueTimes">How many (job, due time) were run.</param>
/// <param name="DoneOnce">Of those, how many were recorded as done exactly once.</param>
/// <param name="ClaimedAgain">Of those, how many a node took over that another had begun.</param>
/// <param name="Failed">How often a run failed.</param>
internal sealed record JobCount(int DueTimes, int DoneOnce, int ClaimedAgain, int Failed);

/// <summary>Notes in the database each claim and each end of a job run, which the table of runs itself writes over.</summary>
internal sealed class JobClaims(string connection)
{
    /// <summary>A job that touches one table which nothing else of these runs touches.</summary>
    private const string Job = "RemoveOldIncomingEmails";

    private const string Table = "incoming_emails";

    public Task PrepareAsync() => ExecuteAsync(
        """
        CREATE TABLE job_claims (job text, due_at timestamptz, outcome text);
        CREATE FUNCTION note_claim() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN INSERT INTO job_claims VALUES (NEW.job, NEW.due_at, NEW.outcome); RETURN NEW; END';
        CREATE TRIGGER note_claim AFTER INSERT OR UPDATE OF outcome ON job_runs FOR EACH ROW EXECUTE FUNCTION note_claim();
        """);

    /// <summary>Kills the node that is in the middle of a job, and waits until another node has done it.</summary>
    /// <param name="nodes">Started by this method, while the job cannot end.</param>
    /// <param name="clockOffset">Of the next node that is started.</param>
    /// <returns>How long that took, and the node that was killed.</returns>
    public async Task<(TimeSpan Took, NodeProcess Killed)> TakeOverAsync(IReadOnlyList<NodeProcess> nodes, Func<TimeSpan> clockOffset)
    {
        await using var holds = new NpgsqlConnection(connection);
        await holds.OpenAsync();
        await using var held = await holds.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"LOCK TABLE {Table} IN ACCESS EXCLUSIVE MODE", holds, held)) await command.ExecuteNonQueryAsync();
        foreach (var node in nodes) await node.StartAsync(clockOffset());
        var name = await UntilAsync<string>($"SELECT application_name FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%{Table}%' LIMIT 1", TimeSpan.FromMinutes(1));
        var killed = nodes.Single(n => n.Name == name);
        await killed.KillAsync();
        var since = Stopwatch.StartNew();
        await held.RollbackAsync();
        await UntilAsync<string>($"SELECT outcome FROM job_runs WHERE job = '{Job}' AND outcome = '{JobOutcome.Done}' LIMIT 1", TimeSpan.FromMinutes(2));
        return (since.Elapsed, killed);
    }

    /// <summary>Counts when all that was begun has ended: a run that becomes due while the end is waited for is no fault.</summary>
    public async Task<JobCount> CountAsync()
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            var count = await CountNowAsync();
            if (count.DoneOnce == count.DueTimes || watch.Elapsed > TimeSpan.FromMinutes(2)) return count;
        }
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(sql, db);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<JobCount> CountNowAsync()
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT count(*)::int, count(*) FILTER (WHERE done = 1)::int, count(*) FILTER (WHERE claims > 1)::int, coalesce(sum(failed), 0)::int FROM (
                SELECT count(*) FILTER (WHERE outcome = 'Done') AS done, count(*) FILTER (WHERE outcome = 'Running') AS claims,
                    count(*) FILTER (WHERE outcome = 'Failed') AS failed
                FROM job_claims GROUP BY job, due_at) AS each
            """, db);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new JobCount(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3));
    }

    private async Task<T> UntilAsync<T>(string sql, TimeSpan atMost)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(sql, db);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < atMost;)
        {
            if (await command.ExecuteScalarAsync() is T found) return found;
            await Task.Delay(50);
        }

        throw new TimeoutException($"Never so within {atMost}: {sql}");
    }
}
