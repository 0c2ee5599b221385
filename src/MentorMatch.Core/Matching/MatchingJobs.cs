using MentorMatch.Core.Access;
using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Matching;

/// <summary>Reminds a volunteer once of a request that waits, from the day that the programme says.</summary>
public sealed class RemindVolunteerToAnswerJob(IDbContextFactory<AppDbContext> contexts, MatchEmails emails, TimeProvider clock) : IScheduledJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var done = 0;
        foreach (var id in await DueAsync(ct))
        {
            if (await RemindAsync(id, ct)) done++;
        }

        return done;
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await db.Programmes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Settings, ct);
        var waiting = await db.Matches.AsNoTracking()
            .Where(m => m.State == MatchState.Requested && m.ReminderSentAt == null && m.AnswerBy > now)
            .Select(m => new { m.Id, m.ProgrammeId, m.RequestedAt })
            .ToListAsync(ct);
        return [.. waiting.Where(m => settings[m.ProgrammeId].Does(FollowUpKinds.RequestReminder) && m.RequestedAt.AddDays(settings[m.ProgrammeId].AnswerReminderDay) <= now).Select(m => m.Id)];
    }

    private async Task<bool> RemindAsync(Guid matchId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var match = await db.Matches.FirstOrDefaultAsync(m => m.Id == matchId && m.State == MatchState.Requested && m.ReminderSentAt == null, ct);
        if (match is null || now >= match.AnswerBy) return false;
        match.ReminderSentAt = now;
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == match.VolunteerId, ct);
        emails.RequestReminder(db, volunteer, match, now);
        return await Saving.TryAsync(db, MatchErrors.RequestMovedOn, ct) is null;
    }
}

/// <summary>Ends requests whose time to answer is over, and lets the citizen go on.</summary>
public sealed class LapseUnansweredRequestsJob(
    IDbContextFactory<AppDbContext> contexts, AfterRefusal afterRefusal, MatchEmails emails, TimeProvider clock) : IScheduledJob
{
    private static readonly Actor Job = Actor.System("LapseUnansweredRequests");

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            due = await db.Matches.Where(m => m.State == MatchState.Requested && m.AnswerBy <= now).Select(m => m.Id).ToListAsync(ct);
        }

        var done = 0;
        foreach (var id in due)
        {
            if (await LapseAsync(id, now, ct)) done++;
        }

        return done;
    }

    private async Task<bool> LapseAsync(Guid matchId, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var match = await db.Matches.FirstOrDefaultAsync(m => m.Id == matchId && m.State == MatchState.Requested && m.AnswerBy <= now, ct);
        if (match is null || !match.Lapse(Job, now).Succeeded) return false;
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == match.VolunteerId, ct);
        emails.RequestLapsed(db, volunteer, match, now);
        if (await afterRefusal.GoOnAsync(db, match, Job, now, ct) is not null) return false;
        await transaction.CommitAsync(ct);
        return true;
    }
}

/// <summary>Closes cards that nobody answered; the citizen waits for new ones and the coordinator is asked.</summary>
public sealed class ExpireShortlistsJob(
    IDbContextFactory<AppDbContext> contexts, MatchEmails emails, IStringLocalizer<MatchingTexts> texts, TimeProvider clock) : IScheduledJob
{
    private static readonly Actor Job = Actor.System("ExpireShortlists");

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            due = await db.Shortlists.Where(s => s.State == ShortlistState.Published && s.ExpiresAt <= now).Select(s => s.Id).ToListAsync(ct);
        }

        var done = 0;
        foreach (var id in due)
        {
            if (await ExpireAsync(id, now, ct)) done++;
        }

        return done;
    }

    private async Task<bool> ExpireAsync(Guid shortlistId, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shortlist = await db.Shortlists.FirstOrDefaultAsync(s => s.Id == shortlistId && s.State == ShortlistState.Published && s.ExpiresAt <= now, ct);
        if (shortlist is null) return false;
        var citizen = await db.Citizens.FirstAsync(c => c.Id == shortlist.CitizenId, ct);
        shortlist.Expire(Job, now, texts["Why.NoAnswer"]);
        citizen.WaitForSuggestions(Job, now, texts["Why.NoAnswer"]);
        await Work.AddAsync(db, MatchWork.About(WorkKind.ShortlistRanOut, citizen, now), ct);
        emails.ShortlistRanOut(db, citizen, shortlist, now);
        return await Saving.TryAsync(db, MatchErrors.ShortlistMovedOn, ct) is null;
    }
}
