using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Inbox;

/// <summary>Reads for administrators what came in: files and outcomes, no words of anybody.</summary>
public sealed class InboxQueries(IDbContextFactory<AppDbContext> contexts, MailboxFolder folder)
{
    /// <summary>Whether a folder is read at all.</summary>
    public bool IsUsed => folder.IsUsed;

    /// <summary>Newest first; only what waits for a person where asked.</summary>
    public async Task<Result<Page<IncomingEmail>>> ListAsync(Actor actor, bool onlySetAside, PageRequest page, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.JobsAndOutbox, Deed.Read, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = db.IncomingEmails.AsNoTracking();
        if (onlySetAside) all = all.Where(e => e.Outcome == IncomingOutcome.SetAside);
        var rows = await all.OrderByDescending(e => e.ReadAt).ThenBy(e => e.Id).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        return new Page<IncomingEmail>(rows, await all.CountAsync(ct), page);
    }
}
