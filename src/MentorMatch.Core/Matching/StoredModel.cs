using System.Security.Cryptography;
using System.Text;
using MentorMatch.Core.Access;
using MentorMatch.Core.Audit;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Matching;

public enum ModelState
{
    /// <summary>Orders beside the one that serves, and nobody sees it.</summary>
    Shadow,

    /// <summary>Orders the programme's suggestions.</summary>
    Serving,

    /// <summary>Served or ran in shadow before.</summary>
    Replaced,
}

/// <summary>A model that a programme's own use has trained: one model file, how well it did, and where it stands.</summary>
[NotPersonal]
public sealed class StoredModel : IRecordsStateChanges
{
    public static StateTable<ModelState> Moves { get; } = new(
        (ModelState.Shadow, ModelState.Serving),
        (ModelState.Shadow, ModelState.Replaced),
        (ModelState.Serving, ModelState.Replaced),
        // Taken back, and no other runs in shadow: it may be promoted again.
        (ModelState.Serving, ModelState.Shadow),
        // Back: the one that served before.
        (ModelState.Replaced, ModelState.Serving));

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ProgrammeId { get; init; }

    /// <summary>Names it in suggestions: the day it was trained and a number, "2026-11-25-1".</summary>
    public required string ModelVersion { get; init; }

    public ModelState State { get; private set; }

    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>Made from invented decisions, for a demonstration.</summary>
    public bool Invented { get; init; }

    /// <summary>The text of <see cref="RankingModelFile"/>.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public required string FileHash { get; init; }

    public required string FeatureHash { get; init; }

    public required ModelMetrics Metrics { get; init; }

    /// <summary>Since when it serves, or when it last began to.</summary>
    public DateTimeOffset? ServingSince { get; private set; }

    /// <summary>The stored model that served before this one; null where expert weights did.</summary>
    public Guid? PreviousId { get; private set; }

    public StateChangeLog StateChanges { get; } = new();

    public static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)));

    /// <summary>Ready to score.</summary>
    /// <exception cref="InvalidModelException">The file is damaged, of no known kind, or made for other features.</exception>
    public static RankingModel Read(string file, string hash) => HashOf(file) == hash
        ? RankingModelFile.FromJson(file)
        : throw new InvalidModelException("The stored file is not the one that was trained: its hash differs.");

    /// <param name="by">Who signs.</param>
    /// <param name="now">Application time.</param>
    /// <param name="why">Kept in the history.</param>
    /// <param name="previousId">The stored model that served until now.</param>
    public Result Serve(Actor by, DateTimeOffset now, string why, Guid? previousId)
    {
        var moved = Move(ModelState.Serving, by, now, why);
        if (moved.Succeeded) (ServingSince, PreviousId) = (now, previousId);
        return moved;
    }

    /// <summary>Serves again after a later one was taken back.</summary>
    public Result ServeAgain(Actor by, DateTimeOffset now, string why)
    {
        var moved = Move(ModelState.Serving, by, now, why);
        if (moved.Succeeded) ServingSince = now;
        return moved;
    }

    public Result Replace(Actor by, DateTimeOffset now, string why) => Move(ModelState.Replaced, by, now, why);

    public Result StepBack(Actor by, DateTimeOffset now, string why) => Move(ModelState.Shadow, by, now, why);

    private Result Move(ModelState to, Actor by, DateTimeOffset now, string why)
    {
        if (!Moves.Allows(State, to)) return MatchErrors.ModelMovedOn;
        StateChanges.Record(nameof(StoredModel), Id, ProgrammeId, State, to, by, now, why);
        State = to;
        return Result.Success;
    }
}

/// <summary>What was measured when a model was trained. Citizens are those whose lists tell one order from another.</summary>
[NotPersonal]
public sealed record ModelMetrics
{
    /// <summary>Pairwise, LambdaMart or LightGbm.</summary>
    public required string Trainer { get; init; }

    /// <summary>The model that served when it was trained, and that it was compared with.</summary>
    public required string Against { get; init; }

    /// <summary>SHA-256 of that model's file: expert weights keep their name when somebody changes them.</summary>
    public required string AgainstHash { get; init; }

    public required int Seed { get; init; }

    /// <summary>SHA-256 of the labelled rows.</summary>
    public required string DataHash { get; init; }

    /// <summary>Held-out citizens: each was ordered by a model that had seen none of their lists.</summary>
    public required int Citizens { get; init; }

    public required int Lists { get; init; }

    /// <summary>How many suggestions have each label, 0 to 4.</summary>
    public required List<int> Labels { get; init; }

    public required Estimate Ndcg5 { get; init; }

    public required Estimate AgainstNdcg5 { get; init; }

    /// <summary>NDCG@5 of this one minus the other's, citizen by citizen.</summary>
    public required Estimate Gain { get; init; }

    public required Estimate Auc { get; init; }

    public required List<GuardRail> GuardRails { get; init; }

    /// <summary>Feature to its share of all that was added or taken away over the labelled suggestions; below 0 where more of it lowers.</summary>
    public required Dictionary<string, double> Weighs { get; init; }

    /// <summary>Chance of being chosen by the card's place, the best place being 1.</summary>
    public required List<double> Propensities { get; init; }
}

/// <summary>A mean with its 95 % interval.</summary>
[NotPersonal]
public sealed record Estimate(double Mean, double Low, double High);

/// <summary>A bound that no model may break, whatever it gains.</summary>
/// <param name="Key">Worded in the texts as "GuardRail.…".</param>
/// <param name="Value">Null where it could not be measured: fewer than five citizens or mentors.</param>
/// <param name="Limit">The most it may be.</param>
[NotPersonal]
public sealed record GuardRail(string Key, double? Value, double Limit)
{
    public bool Broken => Value > Limit;
}

internal sealed class StoredModelMapping : IEntityTypeConfiguration<StoredModel>
{
    public void Configure(EntityTypeBuilder<StoredModel> builder)
    {
        builder.ToTable("ranking_models");
        builder.HasIndex(m => new { m.ProgrammeId, m.ModelVersion }).IsUnique();
        // One serves, and one runs in shadow.
        builder.HasIndex(m => new { m.ProgrammeId, m.State }).IsUnique().HasFilter("state in ('Serving', 'Shadow')").HasDatabaseName("ix_ranking_models_in_use");
        builder.HasOne<Programme>().WithMany().HasForeignKey(m => m.ProgrammeId);
        builder.Property(m => m.ModelVersion).HasMaxLength(40);
        builder.Property(m => m.FileHash).HasMaxLength(64);
        builder.Property(m => m.FeatureHash).HasMaxLength(64);
        builder.Property(m => m.Metrics).IsJson();
        builder.Property<uint>("Version").IsRowVersion();
        builder.Ignore(m => m.StateChanges);
    }
}
