using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace MentorMatch.Core.Learning;

/// <summary>Trains a challenger for each programme that has enough new labels. A programme that fails keeps no other from its turn.</summary>
public sealed class TrainRankingModelsJob(
    IDbContextFactory<AppDbContext> contexts, ProgrammeTraining training, ILogger<TrainRankingModelsJob> log) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        List<Guid> programmes;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            programmes = await db.Programmes.OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(ct);
        }

        var (trained, faults) = (0, new List<Exception>());
        foreach (var programme in programmes)
        {
            try
            {
                if (await training.TrainIfDueAsync(programme, ct) is not { } version) continue;
                trained++;
                log.LogInformation("Programme {Programme}: model {Version} trained, in shadow", programme, version);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                faults.Add(fault);
            }
        }

        return faults.Count == 0 ? trained : throw new AggregateException(faults);
    }
}
