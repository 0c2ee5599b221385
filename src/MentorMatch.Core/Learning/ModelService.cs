using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Learning;

/// <summary>Lets a challenger take over, and takes that back.</summary>
public sealed class ModelService(IDbContextFactory<AppDbContext> contexts, ProgrammeModels models, TimeProvider clock)
{
    public const int LongestReason = 500;

    /// <summary>Signed by whoever promotes: who, when and why are in the history.</summary>
    public async Task<Result> PromoteAsync(Actor actor, Guid modelId, string? why, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var challenger = await db.RankingModels.FirstOrDefaultAsync(m => m.Id == modelId, ct);
        if (challenger is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Settings, Deed.Write, Subject.Programme(challenger.ProgrammeId)) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(why)) return LearningErrors.ReasonMissing;
        if (why.Trim().Length > LongestReason) return LearningErrors.ReasonTooLong(LongestReason);

        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == challenger.ProgrammeId, ct);
        var inUse = await models.OfAsync(db, programme, ct);
        if (challenger.State != ModelState.Shadow) return MatchErrors.ModelMovedOn;
        if (inUse.Shadow is null) return LearningErrors.Unreadable;
        var refusals = Promotion.Refusals(challenger, inUse.Serving);
        if (refusals.Count > 0) return Result.From(refusals);

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var serving = await ServingAsync(db, programme.Id, ct);
        // Out of the one place first.
        if (serving is not null && await StepAsync(db, () => serving.Replace(actor, now, challenger.ModelVersion), ct) is { } lost) return lost;
        if (await StepAsync(db, () => challenger.Serve(actor, now, why.Trim(), serving?.Id), ct) is { } late) return late;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>
    /// One step back: the model that served before, or the expert weights. Nothing has to be tested for that. The one that is taken
    /// back runs in shadow again, unless a newer one does.
    /// </summary>
    public async Task<Result> BackAsync(Actor actor, Guid programmeId, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.Settings, Deed.Write, Subject.Programme(programmeId)) is { } refusal) return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await ServingAsync(db, programmeId, ct) is not { } serving) return LearningErrors.NothingToGoBackTo;
        var now = clock.GetUtcNow();
        var previous = serving.PreviousId is { } id ? await db.RankingModels.FirstOrDefaultAsync(m => m.Id == id, ct) : null;
        var another = await db.RankingModels.AnyAsync(m => m.ProgrammeId == programmeId && m.State == ModelState.Shadow, ct);
        if (await StepAsync(db, () => another ? serving.Replace(actor, now, Back) : serving.StepBack(actor, now, Back), ct) is { } lost) return lost;
        if (previous is not null && await StepAsync(db, () => previous.ServeAgain(actor, now, Back), ct) is { } late) return late;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    /// <summary>What the history says of a step back; worded on the page.</summary>
    internal const string Back = "Back";

    private static Task<StoredModel?> ServingAsync(AppDbContext db, Guid programmeId, CancellationToken ct) =>
        db.RankingModels.FirstOrDefaultAsync(m => m.ProgrammeId == programmeId && m.State == ModelState.Serving, ct);

    private static async Task<Result?> StepAsync(AppDbContext db, Func<Result> move, CancellationToken ct)
    {
        var moved = move();
        if (!moved.Succeeded) return moved;
        if (await Saving.TryAsync(db, MatchErrors.ModelMovedOn, ct) is { } conflict) return conflict;
        return null;
    }
}
