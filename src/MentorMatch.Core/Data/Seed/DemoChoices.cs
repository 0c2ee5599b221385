using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Matching;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Data.Seed;

/// <summary>
/// A draft and cards to choose from, made as coordinators make them, so that their reasons are true of the people in
/// the demonstration.
/// </summary>
public sealed class DemoChoices(
    IDbContextFactory<AppDbContext> contexts, ShortlistDrafts drafts, SuggestionService suggestions, ShortlistPublishing publishing)
{
    private const int Cards = 3;

    /// <summary>Of those who wait: cards for two of the programme, a draft for the next.</summary>
    public async Task AddAsync(Actor coordinator, Guid programmeId, CancellationToken ct)
    {
        var published = 0;
        foreach (var citizenId in await WaitingAsync(programmeId, ct))
        {
            var draft = await drafts.DraftAsync(coordinator, citizenId, ct);
            if (!draft.Succeeded) continue;
            if (published == 2) return;
            if (await ShowAsync(coordinator, draft.Value, ct)) published++;
        }
    }

    /// <summary>Who has waited longest comes last: a demonstration needs somebody to begin with.</summary>
    private async Task<List<Guid>> WaitingAsync(Guid programmeId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Citizens.Where(c => c.ProgrammeId == programmeId && c.State == CitizenState.WishesDone && c.AccountId != null)
            .OrderByDescending(c => c.WaitingSince).ThenBy(c => c.Id).Select(c => c.Id).ToListAsync(ct);
    }

    private async Task<bool> ShowAsync(Actor coordinator, Guid shortlistId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var first = await db.Suggestions.Where(s => s.ShortlistId == shortlistId).OrderBy(s => s.Place).Select(s => s.Id).Take(Cards + 1).ToListAsync(ct);
        if (first.Count < ShortlistPublishing.Fewest) return false;
        if (first.Count > Cards)
        {
            // A coordinator overrules the order: the last card is not the ranker's.
            await suggestions.RemoveAsync(coordinator, first[Cards - 1], "Vil hellere vente til efter ferien", ct);
            await suggestions.MoveAsync(coordinator, first[1], by: -1, ct);
            first.RemoveAt(Cards - 1);
        }

        foreach (var id in first)
        {
            if (!(await suggestions.ApproveAsync(coordinator, id, ct)).Succeeded) return false;
        }

        return (await publishing.PublishAsync(coordinator, shortlistId, ct: ct)).Succeeded;
    }
}
