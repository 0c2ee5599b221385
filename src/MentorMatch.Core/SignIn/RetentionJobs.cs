using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.SignIn;

/// <summary>How long what is kept, where no coordinator has to decide; the reasons are in docs/operations.md.</summary>
public static class Retention
{
    /// <summary>After somebody stopped taking part (<see cref="Keep.WhileTakingPart"/>).</summary>
    public const int MonthsAfterTakingPart = 6;

    /// <summary>A volunteer who signed up and never confirmed the address.</summary>
    public const int DaysUnconfirmed = 60;

    /// <summary>An account that belongs to nothing, a link that is over, a guest of a meeting that was held.</summary>
    public const int Days = 30;

    /// <summary>Who of the staff did something (<see cref="Keep.FiveYears"/>).</summary>
    public const int YearsOfNames = 5;

    /// <summary>To whom a mail was sent.</summary>
    public const int DaysOfSentMail = 180;
}

/// <summary>Erases people who stopped taking part half a year ago, and volunteers who never confirmed their address.</summary>
internal sealed class ErasePeopleWhoStoppedJob(IDbContextFactory<AppDbContext> contexts, ErasureService erasure, TimeProvider clock) : IScheduledJob
{
    private const int MostAtATime = 500;

    private static readonly Actor Job = Actor.System("ErasePeopleWhoStopped");

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var done = 0;
        foreach (var record in await DueAsync(ct))
        {
            if (await erasure.EraseOverdueAsync(Job, record, ct)) done++;
        }

        return done;
    }

    private async Task<List<PersonRecord>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stopped = now.AddMonths(-Retention.MonthsAfterTakingPart);
        var unconfirmed = now.AddDays(-Retention.DaysUnconfirmed);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteers = await db.Volunteers
            .Where(v => v.ErasedAt == null && ((v.State == VolunteerState.Applied && v.AppliedAt < unconfirmed)
                || ((v.State == VolunteerState.Left || v.State == VolunteerState.Declined) && v.AppliedAt < stopped
                    && !db.StateChanges.Any(s => s.EntityId == v.Id && s.At >= stopped))))
            .OrderBy(v => v.Id).Take(MostAtATime).Select(v => v.Id).ToListAsync(ct);
        var citizens = await db.Citizens
            .Where(c => c.ErasedAt == null && (c.State == CitizenState.Left || c.State == CitizenState.Completed) && c.InvitedAt < stopped
                && !db.StateChanges.Any(s => s.EntityId == c.Id && s.At >= stopped))
            .OrderBy(c => c.Id).Take(MostAtATime).Select(c => c.Id).ToListAsync(ct);
        return [.. volunteers.Select(PersonRecord.Volunteer), .. citizens.Select(PersonRecord.Citizen)];
    }
}

/// <summary>Erases accounts that nothing belongs to: begun and not finished, or left behind when an address was changed.</summary>
internal sealed class EraseUnusedAccountsJob(IDbContextFactory<AppDbContext> contexts, ErasureService erasure, TimeProvider clock) : IScheduledJob
{
    private const int MostAtATime = 500;

    private static readonly Actor Job = Actor.System("EraseUnusedAccounts");

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddDays(-Retention.Days);
        List<Guid> unused;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            unused = await db.Accounts
                .Where(a => a.ErasedAt == null && a.CreatedAt < before && a.Roles.Count == 0
                    && !db.Volunteers.Any(v => v.AccountId == a.Id && v.ErasedAt == null) && !db.Citizens.Any(c => c.AccountId == a.Id && c.ErasedAt == null)
                    && !db.StateChanges.Any(s => s.EntityId == a.Id && s.At >= before))
                .OrderBy(a => a.Id).Take(MostAtATime).Select(a => a.Id).ToListAsync(ct);
        }

        foreach (var account in unused) await erasure.EraseAccountAsync(Job, account, ct);
        return unused.Count;
    }
}

/// <summary>Forgets to whom mails were sent half a year ago, and the address of a farewell as soon as it has left; removes links that are over.</summary>
internal sealed class ForgetSentEmailsJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    private static readonly EmailState[] Waiting = [EmailState.Waiting, EmailState.Sending];

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (old, over) = (now.AddDays(-Retention.DaysOfSentMail), now.AddDays(-Retention.Days));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mails = await db.Emails
            .Where(e => e.ToAddress != "" && !Waiting.Contains(e.State) && (e.DueAt < old || (e.Kind == SignInEmails.Farewell && e.State == EmailState.Sent)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.ToAddress, "").SetProperty(e => e.ToName, "").SetProperty(e => e.LastError, (string?)null)
                    .SetProperty(e => e.Letter, (EmailLetter?)null).SetProperty(e => e.Calendar, (string?)null),
                ct);
        return mails + await db.OneTimeLinks.Where(l => l.ExpiresAt < over).ExecuteDeleteAsync(ct);
    }
}
