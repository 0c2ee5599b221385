using MentorMatch.Core.Access;
using MentorMatch.Core.Emails;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace MentorMatch.Faults;

/// <summary>What became of the promises.</summary>
internal sealed record FaultOutcome
{
    public required int Acknowledged { get; init; }

    /// <summary>Acknowledged, and its row or its mail is not there.</summary>
    public required int Lost { get; init; }

    /// <summary>Rows without their mail, or mails without their row: a save that was not whole.</summary>
    public required int Halves { get; init; }

    /// <summary>Readers that got one mail under two Message-IDs.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Mails that came again under the same Message-ID, of those that may.</summary>
    public required int Repeats { get; init; }

    /// <summary>Mails that came again though they are to be held.</summary>
    public required int HeldRepeats { get; init; }

    /// <summary>Recorded as sent, and no server has seen them.</summary>
    public required int NeverCame { get; init; }

    /// <summary>Neither sent nor refused after everything had time, and an administrator had acted.</summary>
    public required int Unsettled { get; init; }

    public required string States { get; init; }

    /// <summary>What a person had to decide or send again.</summary>
    public required int ByAPerson { get; init; }

    public bool Kept => Acknowledged > 0 && Lost + Halves + Duplicates + HeldRepeats + NeverCame + Unsettled == 0;

    public override string ToString() =>
        $"{Acknowledged} acknowledged writes: {Lost} lost, {Halves} half saved; {Duplicates} duplicates by Message-ID, {Repeats} repeats with the same Message-ID, "
        + $"{HeldRepeats} repeats of mails to hold, {NeverCame} recorded as sent that never came, {Unsettled} unsettled; states: {States}; {ByAPerson} decided by a person"
        + $"\n{(Kept ? "KEPT" : "BROKEN")}";
}

/// <summary>Lets everything end: the mail server is well, the clocks of the workers move on past every wait, and an administrator settles what has stopped.</summary>
internal sealed class Settling(Stage stage, TestSmtpServer smtp, IReadOnlyList<ChildProcess> workers, Func<IReadOnlyList<ReceivedMail>> received)
{
    private static readonly Actor Administrator = new() { Name = "Administrator", Roles = [Role.Administrator] };
    private static readonly EmailState[] Ended = [EmailState.Sent, EmailState.Refused];

    private int byAPerson;

    public async Task<FaultOutcome> RunAsync(IReadOnlyList<string> acknowledged)
    {
        await smtp.AcceptAsync();
        // Answers that were late are in by now, and leases of killed workers are over.
        await Task.Delay(TimeSpan.FromSeconds(10));
        // Our own sessions were ended like all others.
        NpgsqlConnection.ClearAllPools();
        await using var services = Product.Services(stage.Connection, smtp.Port, TimeProvider.System);
        var mails = services.GetRequiredService<EmailService>();
        for (var day = 1; day <= 40 && await UnsettledAsync() > 0; day++)
        {
            foreach (var worker in workers) await worker.TellAsync($"jump {day * 5}.00:00:00");
            await SettleAsync(mails);
            await Task.Delay(TimeSpan.FromSeconds(3));
        }

        return await CountAsync(acknowledged);
    }

    private async Task<int> UnsettledAsync()
    {
        await using var db = stage.Open();
        return await db.Emails.CountAsync(e => !Ended.Contains(e.State));
    }

    /// <summary>A person asks the reader whether it came, and sends again what did not.</summary>
    private async Task SettleAsync(EmailService mails)
    {
        byAPerson += (await mails.RetryDeadLettersAsync(Administrator)).Value;
        var came = received().Select(m => m.MessageId).ToHashSet(StringComparer.Ordinal);
        await using var db = stage.Open();
        foreach (var mail in await db.Emails.AsNoTracking().Where(e => e.State == EmailState.Uncertain).ToListAsync())
        {
            byAPerson++;
            if (came.Contains(mail.MessageId)) await mails.MarkArrivedAsync(Administrator, mail.Id);
            else await mails.RetryAsync(Administrator, mail.Id);
        }
    }

    private async Task<FaultOutcome> CountAsync(IReadOnlyList<string> acknowledged)
    {
        await using var db = stage.Open();
        var rows = (await db.WorkItems.Where(w => w.Key.StartsWith("fault:")).Select(w => w.About).ToListAsync()).ToHashSet(StringComparer.Ordinal);
        var mails = await db.Emails.AsNoTracking().ToDictionaryAsync(e => e.Key["Fault:".Length..]);
        var came = received().GroupBy(m => m.ToAddress.Split('@')[0]).ToDictionary(g => g.Key, g => g.Select(m => m.MessageId).ToList());
        return new FaultOutcome
        {
            Acknowledged = acknowledged.Count,
            Lost = acknowledged.Count(id => !rows.Contains(id) || !mails.ContainsKey(id)),
            Halves = rows.Count(id => !mails.ContainsKey(id)) + mails.Keys.Count(id => !rows.Contains(id)),
            Duplicates = came.Values.Count(ids => ids.Distinct().Count() > 1),
            Repeats = came.Where(c => c.Key.EndsWith('r')).Sum(c => c.Value.Count - 1),
            HeldRepeats = came.Where(c => c.Key.EndsWith('h')).Sum(c => c.Value.Count - 1),
            NeverCame = mails.Count(m => m.Value.State == EmailState.Sent && !came.ContainsKey(m.Key)),
            Unsettled = mails.Values.Count(m => !Ended.Contains(m.State)),
            States = string.Join(", ", mails.Values.GroupBy(m => m.State).Select(g => $"{g.Key} {g.Count()}")),
            ByAPerson = byAPerson,
        };
    }
}
