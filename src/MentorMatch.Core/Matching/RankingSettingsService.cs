using System.Globalization;
using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>How a programme ranks, with what each weight may be.</summary>
public sealed record RankingSettings
{
    public required Guid ProgrammeId { get; init; }

    public required LocalText ProgrammeName { get; init; }

    public required bool RankerOn { get; init; }

    /// <summary>The trained model that serves instead of these weights; null where they serve.</summary>
    public required string? LearnedVersion { get; init; }

    public required IReadOnlyList<WeightRow> Weights { get; init; }

    /// <summary>Hand it back when saving: somebody may have saved in between.</summary>
    public required uint Version { get; init; }
}

public sealed record WeightRow(string Feature, FeatureGroup Group, double Weight, double Default, double Lowest, double Highest);

public sealed record SaveRanking
{
    public required Guid ProgrammeId { get; init; }

    public required bool RankerOn { get; init; }

    /// <summary>Feature name to weight. What is not named has its default.</summary>
    public required IReadOnlyDictionary<string, double> Weights { get; init; }

    public required uint Version { get; init; }
}

/// <summary>What a change would do to one citizen's order: places now and then, for whoever is among the first in either.</summary>
public sealed record RankingPreview(string CitizenName, IReadOnlyList<PreviewRow> Rows);

public sealed record PreviewRow(string VolunteerName, int Now, int Then);

/// <summary>Switches the ranker of a programme, and changes what it weighs.</summary>
public sealed class RankingSettingsService(
    IDbContextFactory<AppDbContext> contexts, CandidateSource candidates, ProgrammeModels models, TimeProvider clock)
{
    private const int PreviewRows = 8;

    public async Task<Result<RankingSettings>> LoadAsync(Actor actor, Guid programmeId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programme = await db.Programmes.FirstOrDefaultAsync(p => p.Id == programmeId, ct);
        if (programme is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Settings, Deed.Read, Subject.Programme(programmeId)) is { } refusal) return refusal;
        var serving = (await models.OfAsync(db, programme, ct)).Serving;
        return new RankingSettings
        {
            ProgrammeId = programme.Id,
            ProgrammeName = programme.Name,
            RankerOn = programme.RankerOn,
            LearnedVersion = serving.Training is null ? null : serving.Version,
            Weights = [.. FeatureSchema.All.Select(f => new WeightRow(
                f.Name, f.Group, programme.RankingWeights.GetValueOrDefault(f.Name, f.DefaultWeight), f.DefaultWeight, f.LowestWeight, f.HighestWeight))],
            Version = db.Entry(programme).Property<uint>("Version").CurrentValue,
        };
    }

    public async Task<Result> SaveAsync(Actor actor, SaveRanking input, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var programme = await db.Programmes.FirstOrDefaultAsync(p => p.Id == input.ProgrammeId, ct);
        if (programme is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.Settings, Deed.Write, Subject.Programme(input.ProgrammeId)) is { } refusal) return refusal;
        var problems = Problems(input.Weights);
        if (problems.Count > 0) return Result.From(problems);

        db.Entry(programme).Property<uint>("Version").OriginalValue = input.Version;
        var own = input.Weights.Where(w => Math.Abs(w.Value - FeatureSchema.Find(w.Key)!.DefaultWeight) > 1e-9).ToDictionary(w => w.Key, w => w.Value);
        db.StateChanges.Add(Changed(programme, actor, input.RankerOn, own));
        (programme.RankerOn, programme.RankingWeights) = (input.RankerOn, own);
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is null
            ? Result.Success
            : await Saving.ChangedByOtherAsync(contexts, actor, [programme.Id], ct);
    }

    /// <summary>Takes the citizen who has waited longest as an example. Null where nobody waits.</summary>
    public async Task<Result<RankingPreview?>> PreviewAsync(
        Actor actor, Guid programmeId, IReadOnlyDictionary<string, double> weights, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (AccessRules.Refuse(actor, Resource.Suggestions, Deed.Read, Subject.Programme(programmeId)) is { } refusal) return refusal;
        var problems = Problems(weights);
        if (problems.Count > 0) return Result.From(problems);
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == programmeId, ct);
        var citizen = await db.Citizens.AsNoTracking().Where(c => c.ProgrammeId == programmeId && c.WaitingSince != null && c.Wishes.SentAt != null)
            .OrderBy(c => c.WaitingSince).FirstOrDefaultAsync(ct);
        if (citizen is null) return (RankingPreview?)null;

        var pool = await candidates.LoadAsync(db, programme, citizen, clock.GetUtcNow(), ct);
        var facts = pool.Facts.ToList();
        var now = Places(Ranker.Rank(pool.Citizen, facts, pool.Models.Serving));
        var then = Places(Ranker.Rank(pool.Citizen, facts, ProgrammeRanking.ModelOf(ExpertWeights.From(weights))));
        var rows = then.Where(t => t.Value <= PreviewRows || now[t.Key] <= PreviewRows).OrderBy(t => t.Value)
            .Select(t => new PreviewRow(pool[t.Key].FullName, now[t.Key], t.Value)).ToList();
        return new RankingPreview(citizen.FullName, rows);
    }

    private static Dictionary<Guid, int> Places(RankedList list) => list.Ranked.ToDictionary(r => r.Volunteer.Id, r => r.Place);

    private static List<Error> Problems(IReadOnlyDictionary<string, double> weights) =>
        [.. ExpertWeights.Check(weights).Select(p => p is { Lowest: { } lowest, Highest: { } highest }
            ? MatchErrors.WeightOutOfBounds(p.Name, lowest, highest)
            : MatchErrors.WeightNotANumber(p.Name))];

    private StateChange Changed(Programme programme, Actor actor, bool rankerOn, Dictionary<string, double> weights) => new()
    {
        Entity = nameof(Programme),
        EntityId = programme.Id,
        ProgrammeId = programme.Id,
        From = programme.RankerOn ? "RankerOn" : "RankerOff",
        To = rankerOn ? "RankerOn" : "RankerOff",
        At = clock.GetUtcNow(),
        ByAccountId = actor.AccountId,
        ByName = actor.Name,
        Reason = weights.Count == 0 ? null : string.Join(", ", weights.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Key} {w.Value:0.##}"))),
    };
}
