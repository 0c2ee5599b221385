using System.Data.Common;
using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MentorMatch.Core.Emails;

/// <summary>Rings once a save with a waiting mail is committed, so that no writer has to think of it.</summary>
internal sealed class EmailBellInterceptor(Bell<OutgoingEmail> bell) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        RingFor(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        RingFor(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => RingFor(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        RingFor(eventData.Context);
        return Task.CompletedTask;
    }

    private void RingFor(DbContext? db)
    {
        if (db?.ChangeTracker.Entries<OutgoingEmail>().Any(e => e.Entity.State == EmailState.Waiting) == true) bell.Ring();
    }
}
