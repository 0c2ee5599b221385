using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Emails;

/// <summary>Whether the reason for a mail still holds.</summary>
/// <param name="Kinds">For which kinds it is asked.</param>
/// <param name="HoldsAsync">Gets the mail and the first id in its key.</param>
public sealed record EmailReason(IReadOnlyCollection<string> Kinds, Func<AppDbContext, OutgoingEmail, Guid, CancellationToken, Task<bool>> HoldsAsync);

/// <summary>
/// The last look before a mail leaves: its reason may have gone while it waited for the morning or for a mail server, its
/// reader may have unsubscribed, and the programme may have words of its own.
/// </summary>
public sealed class EmailPreparation(IDbContextFactory<AppDbContext> contexts, IEnumerable<EmailReason> reasons)
{
    public const string ReasonGone = "ReasonGone", OptedOut = "OptedOut";

    private readonly Dictionary<string, EmailReason> reasons = reasons.SelectMany(r => r.Kinds.Select(kind => (kind, r))).ToDictionary(p => p.kind, p => p.r);

    /// <returns>Why it is not to be sent; null where it is. The letter then has the programme's own words.</returns>
    public async Task<string?> PrepareAsync(OutgoingEmail email, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (email.Topic is { } topic && await EmailOptOuts.IsOutAsync(db, email.ToAddress, topic, ct)) return OptedOut;
        if (reasons.TryGetValue(email.Kind, out var reason) && FirstIdIn(email.Key) is { } id && !await reason.HoldsAsync(db, email, id, ct)) return ReasonGone;
        if (email is { ProgrammeId: { } programme, Letter: { } letter }
            && await db.EmailWordings.AsNoTracking().FirstOrDefaultAsync(w => w.ProgrammeId == programme && w.Kind == email.Kind && w.Language == letter.Language, ct) is { } words)
        {
            email.Letter = words.ApplyTo(letter);
        }

        return null;
    }

    /// <summary>Keys read "Kind:id:more".</summary>
    private static Guid? FirstIdIn(string key) => key.Split(':') is [_, var first, ..] && Guid.TryParseExact(first, "N", out var id) ? id : null;
}
