using System.Security.Cryptography;
using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Calendars;

/// <summary>Makes, renews and takes away the secret address of a person's calendar.</summary>
public sealed class CalendarFeedService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>Makes the address, or another one: the former stops working.</summary>
    /// <returns>The token. It is nowhere else, so it is shown once.</returns>
    public async Task<Result<string>> RenewAsync(Actor actor, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var (id, account, hash, now) = (Guid.CreateVersion7(), actor.AccountId!.Value, OneTimeLink.HashOf(token), clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO calendar_feeds (id, account_id, token_hash, created_at) VALUES ({id}, {account}, {hash}, {now})
            ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at
            """, ct);
        return token;
    }

    /// <summary>The address stops working. Once more changes nothing.</summary>
    public async Task<Result> RevokeAsync(Actor actor, CancellationToken ct = default)
    {
        if (Refuse(actor, Deed.Write) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.CalendarFeeds.Where(f => f.AccountId == actor.AccountId).ExecuteDeleteAsync(ct);
        return Result.Success;
    }

    internal static Error? Refuse(Actor actor, Deed deed) => actor.AccountId is { } id
        ? AccessRules.Refuse(actor, Resource.OwnProfile, deed, Subject.Account(id))
        : AccessErrors.NotAllowed;
}
