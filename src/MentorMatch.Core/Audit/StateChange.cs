using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MentorMatch.Core.Audit;

/// <summary>One move of a state machine: who, when, why.</summary>
public sealed class StateChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    [NotPersonal]
    public required string Entity { get; init; }

    public required Guid EntityId { get; init; }

    public Guid? ProgrammeId { get; init; }

    [NotPersonal]
    public required string From { get; init; }

    [NotPersonal]
    public required string To { get; init; }

    [NotPersonal]
    public required DateTimeOffset At { get; init; }

    public Guid? ByAccountId { get; init; }

    [Personal(DataCategory.Identity, Keep.FiveYears, Since = nameof(At))]
    public required string ByName { get; init; }

    [Personal(DataCategory.SensitiveText)]
    public string? Reason { get; init; }
}

/// <summary>An entity whose moves are written down in the same save as the move itself.</summary>
public interface IRecordsStateChanges
{
    StateChangeLog StateChanges { get; }
}

/// <summary>Moves made since the last save; the context empties it.</summary>
public sealed class StateChangeLog
{
    private readonly List<StateChange> pending = [];

    public void Record<TState>(string entity, Guid id, Guid? programmeId, TState from, TState to, Actor by, DateTimeOffset now, string? reason)
        where TState : struct, Enum => pending.Add(new StateChange
        {
            Entity = entity,
            EntityId = id,
            ProgrammeId = programmeId,
            From = from.ToString(),
            To = to.ToString(),
            At = now,
            ByAccountId = by.AccountId,
            ByName = by.Name,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
        });

    public IReadOnlyList<StateChange> Take()
    {
        var taken = pending.ToList();
        pending.Clear();
        return taken;
    }
}

internal sealed class StateChangeMapping : IEntityTypeConfiguration<StateChange>
{
    public void Configure(EntityTypeBuilder<StateChange> builder)
    {
        builder.HasIndex(c => new { c.EntityId, c.At });
        builder.Property(c => c.Entity).HasMaxLength(40);
        builder.Property(c => c.From).HasMaxLength(40);
        builder.Property(c => c.To).HasMaxLength(40);
        builder.Property(c => c.ByName).HasMaxLength(120);
        builder.Property(c => c.Reason).HasMaxLength(1000);
    }
}
