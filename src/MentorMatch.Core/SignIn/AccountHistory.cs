using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Data;

namespace MentorMatch.Core.SignIn;

/// <summary>Writes down what was done to an account, in the same save.</summary>
internal static class AccountHistory
{
    public const string Entity = nameof(Account);

    /// <param name="db">The context of the write.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="what">A key of the texts "Event.…".</param>
    /// <param name="detail">A role, or nothing.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="now">When.</param>
    public static void Add(AppDbContext db, Guid accountId, string what, string detail, Actor by, DateTimeOffset now) => db.StateChanges.Add(new StateChange
    {
        Entity = Entity,
        EntityId = accountId,
        From = detail,
        To = what,
        At = now,
        ByAccountId = by.AccountId,
        ByName = by.Name,
    });
}
