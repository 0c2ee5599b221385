using System.Diagnostics;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MentorMatch.Core.Emails;

/// <summary>
/// Takes due mails from the outbox one at a time, sends them and writes down what became of them. Any number of
/// these may run, in any number of processes.
/// </summary>
public sealed class EmailDelivery(
    IDbContextFactory<AppDbContext> contexts,
    EmailRendering rendering,
    EmailPreparation preparation,
    IEmailTransport transport,
    TimeProvider clock,
    IOptions<EmailSettings> settings,
    ILogger<EmailDelivery> log)
{
    private const int RecordTries = 5;

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    private readonly EmailClaims claims = new(contexts, clock, settings);
    private long released;

    /// <summary>How many times a mail is tried before it is given up.</summary>
    public static int MaxAttempts => Waits.Length + 1;

    /// <param name="ct">Stops before the next mail is taken; one that is on its way is finished.</param>
    /// <returns>Whether there was something to do, so that it is worth asking again at once.</returns>
    public async Task<bool> SendNextAsync(CancellationToken ct)
    {
        await ReleaseNowAndThenAsync(ct);
        if (await claims.TakeAsync(ct) is not { } email) return false;
        if (email.State != EmailState.Sending) return true;
        await RecordAsync(email, await TrySendAsync(email));
        return true;
    }

    /// <summary>Often enough that what a dead worker held does not wait much longer than its lease.</summary>
    private async Task ReleaseNowAndThenAsync(CancellationToken ct)
    {
        var last = Interlocked.Read(ref released);
        if (Stopwatch.GetElapsedTime(last) < TimeSpan.FromSeconds(settings.Value.LeaseSeconds / 10.0)) return;
        if (Interlocked.CompareExchange(ref released, Stopwatch.GetTimestamp(), last) == last) await claims.ReleaseAsync(ct);
    }

    private async Task<SendFailedException?> TrySendAsync(OutgoingEmail email)
    {
        try
        {
            if (await preparation.PrepareAsync(email, CancellationToken.None) is { } why) return new SendFailedException(SendFailure.NotNeeded, why);
            await transport.SendAsync(await rendering.RenderAsync(email), CancellationToken.None);
            return null;
        }
        catch (SendFailedException failure)
        {
            log.LogWarning("Mail {Id} ({Kind}) was not sent: {Failure}, {Words}", email.Id, email.Kind, failure.Failure, failure.Message);
            return failure;
        }
        catch (Exception bug)
        {
            // One mail that cannot be written must not hold up the others; it ends among the dead letters.
            log.LogError(bug, "Mail {Id} ({Kind}) could not be written or sent", email.Id, email.Kind);
            return new SendFailedException(SendFailure.NotNow, bug.GetType().Name, bug);
        }
    }

    /// <summary>Tries again for a while when the database is away: what was sent should be known to be sent.</summary>
    private async Task RecordAsync(OutgoingEmail email, SendFailedException? failure)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await (failure is null ? RecordSentAsync(email) : RecordFailureAsync(email, failure));
                return;
            }
            catch (Exception fault) when (attempt < RecordTries && (fault as NpgsqlException ?? fault.InnerException) is NpgsqlException { IsTransient: true })
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt));
            }
        }
    }

    /// <summary>The letter is emptied: it may carry a link that signs somebody in.</summary>
    private async Task RecordSentAsync(OutgoingEmail email)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync();
        await db.Emails.Where(e => e.Id == email.Id && e.State != EmailState.Sent).ExecuteUpdateAsync(set => set
            .SetProperty(e => e.State, EmailState.Sent)
            .SetProperty(e => e.SentAt, now)
            .SetProperty(e => e.LeaseUntil, (DateTimeOffset?)null)
            .SetProperty(e => e.NextAttemptAt, (DateTimeOffset?)null)
            .SetProperty(e => e.LastError, (string?)null)
            .SetProperty(e => e.Letter, (EmailLetter?)null)
            .SetProperty(e => e.Calendar, (string?)null));
        Count(email, EmailState.Sent);
    }

    private async Task RecordFailureAsync(OutgoingEmail email, SendFailedException failure)
    {
        var now = clock.GetUtcNow();
        var (state, next) = After(email, failure.Failure, now);
        await using var db = await contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        // Only while it is still ours: after a long pause another worker may have taken it.
        var mine = await db.Emails.Where(e => e.Id == email.Id && e.State == EmailState.Sending && e.LeaseUntil == email.LeaseUntil)
            .ExecuteUpdateAsync(set => set
                .SetProperty(e => e.State, state)
                .SetProperty(e => e.NextAttemptAt, next)
                .SetProperty(e => e.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(e => e.LastError, failure.Message));
        if (mine == 1 && state == EmailState.Refused) await AskCoordinatorAsync(db, email, now);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        Count(email, state);
    }

    private static void Count(OutgoingEmail email, EmailState state) => Figures.MailsHandled.Add(1, new("state", $"{state}"), new("kind", email.Kind));

    private static (EmailState State, DateTimeOffset? Next) After(OutgoingEmail email, SendFailure failure, DateTimeOffset now) => failure switch
    {
        SendFailure.NotNeeded => (EmailState.Cancelled, null),
        SendFailure.Never => (EmailState.Refused, null),
        SendFailure.Unknown when email.WhenUncertain == WhenUncertain.Hold => (EmailState.Uncertain, null),
        _ when email.Attempts > Waits.Length => (EmailState.DeadLetter, null),
        _ => (EmailState.Waiting, now + Waits[email.Attempts - 1]),
    };

    /// <summary>One open item a person, however many mails are refused; a mail of no programme is the administrator's.</summary>
    internal static async Task AskCoordinatorAsync(AppDbContext db, OutgoingEmail email, DateTimeOffset now)
    {
        if (email.ProgrammeId is not { } programme) return;
        await Work.AddAsync(db, new WorkItem
        {
            ProgrammeId = programme,
            Kind = WorkKind.EmailRefused,
            Key = Work.Key(WorkKind.EmailRefused, email.VolunteerId ?? email.CitizenId ?? email.Id),
            Urgency = Urgency.Today,
            About = email.ToName,
            Path = email.VolunteerId is { } volunteer ? $"/coordinator/volunteers/{volunteer}"
                : email.CitizenId is { } citizen ? $"/coordinator/citizens/{citizen}"
                : "/coordinator/emails?show=Refused",
            VolunteerId = email.VolunteerId,
            CitizenId = email.CitizenId,
            Since = now,
        });
    }
}
