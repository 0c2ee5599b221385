using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>Forgets who the guests of an information meeting were thirty days after it; how many came is kept.</summary>
internal sealed class ForgetGuestsJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Invitations
            .Where(i => i.GuestEmail != null && db.Meetings.Any(m => m.Id == i.MeetingId && m.StartsAt < before))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.GuestName, (string?)null).SetProperty(i => i.GuestEmail, (string?)null), ct);
    }
}
