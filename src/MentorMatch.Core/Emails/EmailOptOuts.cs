using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Emails;

/// <summary>A topic that somebody can say no to, and whether they have.</summary>
public sealed record TopicChoice(EmailTopic Topic, bool Wanted);

/// <summary>Unsubscribing by the link in a mail (RFC 8058), and the same choice on the own page.</summary>
public sealed class EmailOptOuts(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>What the link is about, and whether the address still gets such mails. Looking changes nothing.</summary>
    public async Task<Result<TopicChoice>> LookAsync(Actor actor, string token, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Read, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, token, ct) is not { } found) return EmailErrors.LinkUnknown;
        return new TopicChoice(found.Topic, !await IsOutAsync(db, found.Address, found.Topic, ct));
    }

    /// <summary>No more, or again, mails about the link's topic to the link's address. Twice is as good as once.</summary>
    public async Task<Result> ChooseByLinkAsync(Actor actor, string token, bool wanted, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.PublicPages, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, token, ct) is not { } found) return EmailErrors.LinkUnknown;
        await SetAsync(db, found.Address, found.Topic, wanted, ct);
        return Result.Success;
    }

    /// <summary>What this person can say no to.</summary>
    public async Task<IReadOnlyList<TopicChoice>> OwnAsync(Actor actor, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Read) is not null) return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var address = await AddressAsync(db, actor, ct);
        var topics = TopicsOf(actor);
        var outs = await db.EmailOptOuts.Where(o => o.Address == address || o.AccountId == actor.AccountId).Select(o => o.Topic).ToListAsync(ct);
        return [.. topics.Select(topic => new TopicChoice(topic, !outs.Contains(topic)))];
    }

    /// <param name="actor">Whose own choice it is.</param>
    /// <param name="wanted">Those of the person's topics that they want; the others are off.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result> ChooseAsync(Actor actor, IReadOnlyCollection<EmailTopic> wanted, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var address = await AddressAsync(db, actor, ct);
        foreach (var topic in TopicsOf(actor)) await SetAsync(db, address, topic, wanted.Contains(topic), ct);
        return Result.Success;
    }

    internal static Task<bool> IsOutAsync(AppDbContext db, string address, EmailTopic topic, CancellationToken ct)
    {
        var (lower, key) = (address.ToLowerInvariant(), Account.KeyOf(address));
        return db.EmailOptOuts.AnyAsync(
            o => o.Topic == topic && (o.Address == lower || db.Accounts.Any(a => a.Id == o.AccountId && a.NormalizedEmail == key)), ct);
    }

    private static Error? Refuse(Actor actor, Deed deed) => actor.AccountId is { } id
        ? AccessRules.Refuse(actor, Resource.OwnProfile, deed, Subject.Account(id))
        : AccessErrors.NotAllowed;

    private static EmailTopic[] TopicsOf(Actor actor) =>
    [
        .. actor.VolunteerIds.Count > 0 ? [EmailTopic.Network, EmailTopic.Waiting] : Array.Empty<EmailTopic>(),
        .. actor.Is(Role.Coordinator) ? [EmailTopic.Digest] : Array.Empty<EmailTopic>(),
    ];

    private static async Task<string> AddressAsync(AppDbContext db, Actor actor, CancellationToken ct) =>
        (await db.Accounts.Where(a => a.Id == actor.AccountId).Select(a => a.Email).FirstAsync(ct) ?? "").ToLowerInvariant();

    private static async Task<(string Address, EmailTopic Topic)?> FindAsync(AppDbContext db, string token, CancellationToken ct)
    {
        var hash = OneTimeLink.HashOf(token);
        var email = await db.Emails.Where(e => e.UnsubscribeHash == hash && e.Topic != null).Select(e => new { e.ToAddress, e.Topic }).FirstOrDefaultAsync(ct);
        return email is { ToAddress.Length: > 0 } ? (email.ToAddress.ToLowerInvariant(), email.Topic!.Value) : null;
    }

    private async Task SetAsync(AppDbContext db, string address, EmailTopic topic, bool wanted, CancellationToken ct)
    {
        var key = Account.KeyOf(address);
        var account = await db.Accounts.Where(a => a.NormalizedEmail == key).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        if (wanted)
        {
            await db.EmailOptOuts.Where(o => o.Topic == topic && (o.Address == address || (account != null && o.AccountId == account))).ExecuteDeleteAsync(ct);
            return;
        }

        var (id, name, now) = (Guid.CreateVersion7(), topic.ToString(), clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO email_opt_outs (id, account_id, address, topic, at) VALUES ({id}, {account}, {address}, {name}, {now}) ON CONFLICT (address, topic) DO NOTHING", ct);
    }
}
