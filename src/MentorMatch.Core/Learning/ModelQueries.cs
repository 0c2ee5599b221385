using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Learning;

/// <summary>What coordinators and administrators read about the models of a programme.</summary>
public sealed class ModelQueries(IDbContextFactory<AppDbContext> contexts, UseLog log, ProgrammeModels models, TimeProvider clock)
{
    private const int MostOfHistory = 20;

    /// <summary>The programmes whose models the actor may see.</summary>
    public async Task<IReadOnlyList<ModelListItem>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = new List<ModelListItem>();
        foreach (var programme in await db.Programmes.AsNoTracking().OrderBy(p => p.CreatedAt).ThenBy(p => p.Slug).ToListAsync(ct))
        {
            if (!AccessRules.Allows(actor, Resource.Settings, Deed.Read, Subject.Programme(programme.Id))) continue;
            var inUse = await models.OfAsync(db, programme, ct);
            var stored = await db.RankingModels.AsNoTracking().Where(m => m.ProgrammeId == programme.Id && m.State != ModelState.Replaced).ToListAsync(ct);
            var challenger = stored.Find(m => m.State == ModelState.Shadow);
            items.Add(new ModelListItem(
                programme.Id, programme.Name, programme.RankerOn, inUse.Serving.Version,
                stored.Find(m => m.ModelVersion == inUse.Serving.Version)?.ServingSince, challenger?.ModelVersion,
                challenger is not null && RefusalsOf(challenger, inUse).Count == 0));
        }

        return items;
    }

    public async Task<Result<ModelOverview>> OverviewAsync(Actor actor, Guid programmeId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programme = await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Id == programmeId, ct);
        if (programme is null || AccessRules.Refuse(actor, Resource.Settings, Deed.Read, Subject.Programme(programmeId)) is not null) return AccessErrors.NotFound;
        var stored = await db.RankingModels.AsNoTracking().Where(m => m.ProgrammeId == programmeId)
            .OrderByDescending(m => m.TrainedAt).ThenByDescending(m => m.Id).Take(MostOfHistory).ToListAsync(ct);
        var moves = await MovesAsync(db, [.. stored.Select(m => m.Id)], ct);
        var inUse = await models.OfAsync(db, programme, ct);
        return new ModelOverview
        {
            ProgrammeId = programme.Id,
            ProgrammeName = programme.Name,
            RankerOn = programme.RankerOn,
            Serving = ServingOf(inUse, stored, moves, programme),
            Challenger = stored.Find(m => m.State == ModelState.Shadow) is { } challenger ? await ChallengerOfAsync(db, challenger, inUse, ct) : null,
            Unusable = inUse.Unusable,
            Labels = await LabelsAsync(db, programmeId, ct),
            Exposure = await MentorExposure.ReadAsync(db, programmeId, clock.GetUtcNow(), ct),
            Overrides = await CoordinatorOverrides.ReadAsync(db, actor, programmeId, clock.GetUtcNow(), ct),
            History = [.. stored.Select(m => new ModelListed(m.ModelVersion, m.TrainedAt, m.Invented, m.State, m.Metrics, [.. moves[m.Id]]))],
        };
    }

    private static IReadOnlyList<Error> RefusalsOf(StoredModel challenger, ModelsInUse inUse) =>
        inUse.Shadow is null ? [LearningErrors.Unreadable] : Promotion.Refusals(challenger, inUse.Serving);

    private static ServingModel ServingOf(ModelsInUse inUse, List<StoredModel> stored, ILookup<Guid, ModelMove> moves, Programme programme)
    {
        var marked = stored.Find(m => m.State == ModelState.Serving);
        var model = stored.Find(m => m.ModelVersion == inUse.Serving.Version);
        var back = marked is null ? null
            : stored.Find(m => m.Id == marked.PreviousId)?.ModelVersion ?? ProgrammeRanking.ModelOf(programme).Version;
        var signed = model is null ? null : moves[model.Id].Where(move => move.To == ModelState.Serving).Select(move => move.Signature).LastOrDefault();
        return new ServingModel(inUse.Serving.Version, model?.Id, model?.Metrics.Weighs ?? WeighsOf(inUse.Serving), model?.Metrics, signed, back);
    }

    /// <summary>Weights that people set, each as its share of them all.</summary>
    private static Dictionary<string, double> WeighsOf(RankingModel expert)
    {
        var weights = expert.WeightsByName();
        var all = weights.Values.Sum(Math.Abs);
        return weights.Where(w => w.Value != 0).ToDictionary(w => w.Key, w => w.Value / all);
    }

    private static async Task<ChallengerModel> ChallengerOfAsync(AppDbContext db, StoredModel model, ModelsInUse inUse, CancellationToken ct)
    {
        var lists = db.Shortlists.Where(l => l.ProgrammeId == model.ProgrammeId && l.ShadowVersion == model.ModelVersion);
        var chosen = await lists.SelectMany(l => l.Suggestions)
            .Where(s => s.State == SuggestionState.Chosen && s.RankerPlace != null && s.ShadowPlace != null)
            .Select(s => new { Serving = s.RankerPlace!.Value, Shadow = s.ShadowPlace!.Value }).ToListAsync(ct);
        var report = new ShadowReport(
            await lists.CountAsync(ct), chosen.Count,
            chosen.Count == 0 ? null : chosen.Average(c => c.Serving), chosen.Count == 0 ? null : chosen.Average(c => c.Shadow));
        return new ChallengerModel(model.Id, model.ModelVersion, model.TrainedAt, model.Invented, model.Metrics, RefusalsOf(model, inUse), report);
    }

    private async Task<LearnedLabels> LabelsAsync(AppDbContext db, Guid programmeId, CancellationToken ct)
    {
        var lists = await log.ReadAsync(db, programmeId, ct);
        var trainedAt = await ProgrammeTraining.LastTrainedAsync(db, programmeId, ct);
        return new LearnedLabels(TrainingData.Of(lists).Labels, ProgrammeTraining.NewLabels(lists, trainedAt), ProgrammeTraining.NewLabelsNeeded, trainedAt);
    }

    private static async Task<ILookup<Guid, ModelMove>> MovesAsync(AppDbContext db, List<Guid> ids, CancellationToken ct) =>
        (await db.StateChanges.AsNoTracking().Where(c => c.Entity == nameof(StoredModel) && ids.Contains(c.EntityId))
            .OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(ct))
        .ToLookup(c => c.EntityId, c => MoveOf(c));

    private static ModelMove MoveOf(StateChange change)
    {
        var back = change.Reason == ModelService.Back;
        return new ModelMove(Enum.Parse<ModelState>(change.To), new ModelSignature(change.ByName, change.At, back ? null : change.Reason), back);
    }
}
