using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MentorMatch.Core.Data;

/// <summary>Ready when the database answers and its schema is this version's.</summary>
public sealed class DatabaseReadyCheck(IDbContextFactory<AppDbContext> contexts) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private bool _migrated;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        await using var database = await contexts.CreateDbContextAsync(limit.Token);
        if (!await database.Database.CanConnectAsync(limit.Token))
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }

        _migrated = _migrated || !(await database.Database.GetPendingMigrationsAsync(limit.Token)).Any();
        return _migrated ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Migrations are pending.");
    }
}
