using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Learning;

/// <summary>Trains one programme's challenger when use has said enough that is new, and puts it in shadow.</summary>
public sealed class ProgrammeTraining(
    IDbContextFactory<AppDbContext> contexts, UseLog log, ProgrammeModels models, GuardRails guardRails, TimeProvider clock)
{
    /// <summary>New or changed labels since the last training.</summary>
    public const int NewLabelsNeeded = 50;

    /// <summary>With fewer there is nobody to learn from and nobody to hold out.</summary>
    public const int FewestCitizens = 20;

    private static readonly Actor Job = Actor.System("TrainRankingModels");

    /// <summary>Labels that came or changed after a time; all of them where nothing was trained before.</summary>
    public static int NewLabels(IEnumerable<UsedList> lists, DateTimeOffset? trainedAt) =>
        lists.SelectMany(list => list.Suggestions).Count(s => s.Label is { } label && !(label.Since <= trainedAt));

    /// <summary>When the programme last learned from use; invented decisions do not count.</summary>
    public static Task<DateTimeOffset?> LastTrainedAsync(AppDbContext db, Guid programmeId, CancellationToken ct) =>
        db.RankingModels.Where(m => m.ProgrammeId == programmeId && !m.Invented).MaxAsync(m => (DateTimeOffset?)m.TrainedAt, ct);

    /// <returns>The version that is now in shadow; null where there was too little to learn from.</returns>
    public async Task<string?> TrainIfDueAsync(Guid programmeId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programme = await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Id == programmeId, ct);
        if (programme is null) return null;
        var lists = await log.ReadAsync(db, programmeId, ct);
        var serving = (await models.OfAsync(db, programme, ct)).Serving;
        var due = NewLabels(lists, await LastTrainedAsync(db, programmeId, ct)) >= NewLabelsNeeded || await WasComparedWithAnotherAsync(db, programmeId, serving, ct);
        if (!due) return null;
        var data = TrainingData.Of(lists);
        if (data.Citizens < FewestCitizens) return null;

        var now = clock.GetUtcNow();
        var version = await NextVersionAsync(db, programmeId, now, ct);
        var challenger = await OwnThread.RunAsync(() => ModelTraining.Train(data, ProgrammeRanking.ModelOf(programme), serving, version), ct);
        var rails = await guardRails.CheckAsync(db, programme, challenger.Model, serving, ct);
        await StoreAsync(db, StoredOf(programmeId, version, now, challenger with { Metrics = challenger.Metrics with { GuardRails = rails } }), ct);
        return version;
    }

    internal static StoredModel StoredOf(Guid programmeId, string version, DateTimeOffset now, Challenger challenger, bool invented = false) => new()
    {
        ProgrammeId = programmeId,
        ModelVersion = version,
        TrainedAt = now,
        Invented = invented,
        File = challenger.File,
        FileHash = StoredModel.HashOf(challenger.File),
        FeatureHash = FeatureSchema.Hash,
        Metrics = challenger.Metrics,
    };

    /// <summary>The day and a number: "2026-11-25-1".</summary>
    internal static async Task<string> NextVersionAsync(AppDbContext db, Guid programmeId, DateTimeOffset now, CancellationToken ct)
    {
        var day = now.DanishDate().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var taken = await db.RankingModels.Where(m => m.ProgrammeId == programmeId && m.ModelVersion.StartsWith(day)).Select(m => m.ModelVersion).ToListAsync(ct);
        return Enumerable.Range(1, taken.Count + 1).Select(n => $"{day}-{n}").First(version => !taken.Contains(version));
    }

    /// <summary>The challenger's numbers are about a model that serves no more, such as expert weights that somebody has changed since.</summary>
    private static async Task<bool> WasComparedWithAnotherAsync(AppDbContext db, Guid programmeId, RankingModel serving, CancellationToken ct)
    {
        var metrics = await db.RankingModels.Where(m => m.ProgrammeId == programmeId && m.State == ModelState.Shadow && !m.Invented).Select(m => m.Metrics).FirstOrDefaultAsync(ct);
        return metrics is not null && metrics.AgainstHash != ModelTraining.FileHashOf(serving);
    }

    /// <summary>In the place of an older challenger, which goes first: only one may run in shadow.</summary>
    private async Task StoreAsync(AppDbContext db, StoredModel model, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.RankingModels.FirstOrDefaultAsync(m => m.ProgrammeId == model.ProgrammeId && m.State == ModelState.Shadow, ct) is { } older)
        {
            older.Replace(Job, clock.GetUtcNow(), model.ModelVersion);
            await db.SaveChangesAsync(ct);
        }

        db.RankingModels.Add(model);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}

/// <summary>Minutes of counting belong on no thread of the pool, where requests wait for their turn.</summary>
internal static class OwnThread
{
    public static async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception fault)
            {
                done.SetException(fault);
            }
        })
        {
            IsBackground = true,
            Name = "Training",
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
        return await done.Task.WaitAsync(ct);
    }
}
