using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Emails;

/// <summary>What a person does with mails that did not leave by themselves.</summary>
public sealed class EmailService(IDbContextFactory<AppDbContext> contexts, Bell<OutgoingEmail> bell)
{
    private static readonly EmailState[] Stopped = [EmailState.DeadLetter, EmailState.Refused, EmailState.Uncertain];

    /// <summary>Sends it again from the first back-off, with the same Message-ID.</summary>
    public async Task<Result> RetryAsync(Actor actor, Guid emailId, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.JobsAndOutbox, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await SendAgainAsync(db.Emails.Where(e => e.Id == emailId && Stopped.Contains(e.State)), ct) == 1 ? Result.Success : EmailErrors.NotPossibleNow;
    }

    /// <summary>Sends all dead letters again, as after a mail server that was away for a day.</summary>
    /// <returns>How many wait now.</returns>
    public async Task<Result<int>> RetryDeadLettersAsync(Actor actor, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.JobsAndOutbox, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await SendAgainAsync(db.Emails.Where(e => e.State == EmailState.DeadLetter), ct);
    }

    /// <summary>Settles a mail of which nobody knew: the reader has it.</summary>
    public async Task<Result> MarkArrivedAsync(Actor actor, Guid emailId, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.JobsAndOutbox, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settled = await db.Emails.Where(e => e.Id == emailId && e.State == EmailState.Uncertain)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.State, EmailState.Sent)
                    .SetProperty(e => e.SentAt, e => e.DueAt)
                    .SetProperty(e => e.Letter, (EmailLetter?)null)
                    .SetProperty(e => e.Calendar, (string?)null),
                ct);
        return settled == 1 ? Result.Success : EmailErrors.NotPossibleNow;
    }

    private async Task<int> SendAgainAsync(IQueryable<OutgoingEmail> emails, CancellationToken ct)
    {
        var waiting = await emails.Where(e => e.Letter != null).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.State, EmailState.Waiting)
                .SetProperty(e => e.Attempts, 0)
                .SetProperty(e => e.NextAttemptAt, (DateTimeOffset?)null),
            ct);
        bell.Ring();
        return waiting;
    }
}
