using System.Linq.Expressions;
using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Emails;

/// <summary>How the mails of one Danish day stand.</summary>
public sealed record EmailDay(DateOnly Day, int Sent, int Waiting, int Stopped);

/// <summary>A mail that stopped, as an administrator may see it: no reader and no words.</summary>
public sealed record StoppedEmail(Guid Id, string Kind, EmailState State, int Attempts, DateTimeOffset CreatedAt, string? LastError, bool CanRetry);

/// <summary>A mail to somebody in a coordinator's programme.</summary>
public sealed record EmailListItem(
    Guid Id, string Kind, string ToName, string ToAddress, EmailState State, DateTimeOffset DueAt, DateTimeOffset? SentAt, DateTimeOffset? NextAttemptAt,
    string? LastError, Guid? VolunteerId, Guid? CitizenId);

public enum EmailView
{
    All,
    Sent,
    Waiting,
    Refused,
}

public sealed class EmailQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private const int DaysShown = 14;
    private const int ShownOfOnePerson = 30;

    private static readonly Expression<Func<OutgoingEmail, EmailListItem>> AsListItem = e => new EmailListItem(
        e.Id, e.Kind, e.ToName, e.ToAddress, e.State, e.DueAt, e.SentAt, e.NextAttemptAt, e.LastError, e.VolunteerId, e.CitizenId);

    private static readonly EmailState[] Stopped = [EmailState.DeadLetter, EmailState.Refused, EmailState.Uncertain];
    private static readonly EmailState[] Waiting = [EmailState.Waiting, EmailState.Sending];

    /// <summary>The last fourteen days, newest first; empty where the actor may not see them.</summary>
    public async Task<IReadOnlyList<EmailDay>> DaysAsync(Actor actor, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.JobsAndOutbox, Deed.Read, Subject.Nobody)) return [];
        var now = clock.GetUtcNow();
        var since = DanishTime.FromDanish(now.DanishDate().AddDays(1 - DaysShown), TimeOnly.MinValue);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var days = await db.Database.SqlQuery<DayCount>(
            $"""
            SELECT (created_at AT TIME ZONE 'Europe/Copenhagen')::date AS day, state, count(*)::int AS mails
            FROM emails WHERE created_at >= {since} GROUP BY 1, 2
            """).ToListAsync(ct);
        return [.. days.GroupBy(d => d.Day).OrderByDescending(g => g.Key).Select(g => new EmailDay(
            g.Key,
            g.Where(d => d.State == nameof(EmailState.Sent)).Sum(d => d.Mails),
            g.Where(d => Waiting.Any(w => w.ToString() == d.State)).Sum(d => d.Mails),
            g.Where(d => Stopped.Any(s => s.ToString() == d.State)).Sum(d => d.Mails)))];
    }

    public async Task<Page<StoppedEmail>> StoppedAsync(Actor actor, PageRequest page, CancellationToken ct = default)
    {
        if (!AccessRules.Allows(actor, Resource.JobsAndOutbox, Deed.Read, Subject.Nobody)) return new([], 0, page);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stopped = db.Emails.Where(e => Stopped.Contains(e.State));
        var rows = await stopped.OrderByDescending(e => e.CreatedAt).ThenBy(e => e.Id).Skip(page.Skip).Take(page.Take)
            .Select(e => new StoppedEmail(e.Id, e.Kind, e.State, e.Attempts, e.CreatedAt, e.LastError, e.Letter != null))
            .ToListAsync(ct);
        return new(rows, await stopped.CountAsync(ct), page);
    }

    /// <summary>Mails to people in the coordinator's own programmes, newest first.</summary>
    public async Task<Page<EmailListItem>> ListAsync(Actor actor, EmailView view, string? search, PageRequest page, CancellationToken ct = default)
    {
        var programmes = ProgrammesOf(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mails = db.Emails.Where(e => e.ProgrammeId != null && programmes.Contains(e.ProgrammeId.Value));
        mails = view switch
        {
            EmailView.Sent => mails.Where(e => e.State == EmailState.Sent),
            EmailView.Waiting => mails.Where(e => Waiting.Contains(e.State)),
            EmailView.Refused => mails.Where(e => Stopped.Contains(e.State)),
            _ => mails,
        };
        if (!string.IsNullOrWhiteSpace(search))
        {
            var pattern = LikePattern.Containing(search);
            mails = mails.Where(e => EF.Functions.ILike(e.ToName, pattern, LikePattern.Escape) || EF.Functions.ILike(e.ToAddress, pattern, LikePattern.Escape));
        }

        var rows = await mails.OrderByDescending(e => e.CreatedAt).ThenBy(e => e.Id).Skip(page.Skip).Take(page.Take)
            .Select(AsListItem).ToListAsync(ct);
        return new(rows, await mails.CountAsync(ct), page);
    }

    /// <summary>The newest mails to one volunteer or citizen, as a coordinator of the programme sees them: no words.</summary>
    public async Task<IReadOnlyList<EmailListItem>> OfPersonAsync(Actor actor, Guid personId, CancellationToken ct = default)
    {
        var programmes = ProgrammesOf(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Emails
            .Where(e => (e.VolunteerId == personId || e.CitizenId == personId) && e.ProgrammeId != null && programmes.Contains(e.ProgrammeId.Value))
            .OrderByDescending(e => e.CreatedAt).ThenBy(e => e.Id).Take(ShownOfOnePerson).Select(AsListItem).ToListAsync(ct);
    }

    private static List<Guid> ProgrammesOf(Actor actor) =>
        [.. actor.ProgrammeIds.Where(id => AccessRules.Allows(actor, Resource.JobsAndOutbox, Deed.Read, Subject.Programme(id)))];

    private sealed record DayCount(DateOnly Day, string State, int Mails);
}
