using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;

namespace MentorMatch.Web.Schedules;

/// <summary>Drafts for everybody who waits, when a coordinator has asked for it: at once where it was asked for here, within seconds elsewhere.</summary>
internal sealed class BatchWorker(IServiceScopeFactory scopes, Bell<ShortlistBatch> bell, IHostApplicationLifetime lifetime, ILogger<BatchWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        while (!ending.IsCancellationRequested)
        {
            // The first look waits too: a new installation has no tables before it is migrated.
            await ((Task)bell.WaitAsync(LookEvery, ending.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!ending.IsCancellationRequested) await RunAsync(ending.Token);
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            while (await scope.ServiceProvider.GetRequiredService<BatchDrafting>().RunNextAsync(ct))
            {
            }
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogError(fault, "Batches could not be read or written; trying again in {Seconds} s", LookEvery.TotalSeconds);
        }
        catch (OperationCanceledException)
        {
            // Stopping: another worker, or this one after its next start, goes on with what is left.
        }
    }
}
