using System.Collections.Concurrent;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace MentorMatch.Core.Matching;

/// <summary>What orders a programme's suggestions now, and what runs beside it unseen.</summary>
/// <param name="Serving">The promoted model, or the programme's expert weights where none is, or none can be read.</param>
/// <param name="Shadow">The challenger; null where there is none that can be read.</param>
/// <param name="Unusable">Versions that should serve or run in shadow and cannot be read.</param>
public sealed record ModelsInUse(RankingModel Serving, RankingModel? Shadow, IReadOnlyList<string> Unusable);

/// <summary>
/// Finds a programme's models. Files never change once stored, so each is read once and kept; which of them serves is asked
/// every time. A file that cannot be read is passed over for the one that served before it, and at last for the expert
/// weights: suggestions never stop for a model.
/// </summary>
public sealed class ProgrammeModels(ILogger<ProgrammeModels> log)
{
    /// <summary>Null for a file that cannot be used.</summary>
    private readonly ConcurrentDictionary<Guid, RankingModel?> read = new();

    public async Task<ModelsInUse> OfAsync(AppDbContext db, Programme programme, CancellationToken ct = default)
    {
        var inUse = await db.RankingModels.AsNoTracking()
            .Where(m => m.ProgrammeId == programme.Id && m.State != ModelState.Replaced)
            .Select(m => new Row(m.Id, m.ModelVersion, m.State, m.PreviousId)).ToListAsync(ct);
        var unusable = new List<string>();
        var shadow = inUse.Find(m => m.State == ModelState.Shadow) is { } challenger ? await ReadAsync(db, challenger, unusable, ct) : null;
        var serving = inUse.Find(m => m.State == ModelState.Serving) is { } champion ? await LastGoodAsync(db, champion, unusable, ct) : null;
        return new ModelsInUse(serving ?? ProgrammeRanking.ModelOf(programme), shadow, unusable);
    }

    private async Task<RankingModel?> LastGoodAsync(AppDbContext db, Row champion, List<string> unusable, CancellationToken ct)
    {
        var seen = new HashSet<Guid>();
        for (Row? at = champion; at is not null && seen.Add(at.Id);)
        {
            if (await ReadAsync(db, at, unusable, ct) is { } model) return model;
            var previous = at.PreviousId;
            at = previous is null ? null : await db.RankingModels.AsNoTracking().Where(m => m.Id == previous)
                .Select(m => new Row(m.Id, m.ModelVersion, m.State, m.PreviousId)).FirstOrDefaultAsync(ct);
        }

        return null;
    }

    private async Task<RankingModel?> ReadAsync(AppDbContext db, Row row, List<string> unusable, CancellationToken ct)
    {
        if (!read.TryGetValue(row.Id, out var model))
        {
            var stored = await db.RankingModels.AsNoTracking().Where(m => m.Id == row.Id).Select(m => new { m.File, m.FileHash }).FirstAsync(ct);
            read[row.Id] = model = Read(row.Version, stored.File, stored.FileHash);
        }

        if (model is null) unusable.Add(row.Version);
        return model;
    }

    private RankingModel? Read(string version, string file, string hash)
    {
        try
        {
            return StoredModel.Read(file, hash);
        }
        catch (InvalidModelException fault)
        {
            log.LogError(fault, "Model {Version} cannot be used; the last good one serves", version);
            return null;
        }
    }

    private sealed record Row(Guid Id, string Version, ModelState State, Guid? PreviousId);
}
