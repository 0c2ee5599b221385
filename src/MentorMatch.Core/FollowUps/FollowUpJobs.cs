using MentorMatch.Core.Data;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.FollowUps;

/// <summary>Goes through running matches, one write each. Matches on hold are left in peace.</summary>
internal static class RunningMatches
{
    public static async Task<int> EachAsync(
        IDbContextFactory<AppDbContext> contexts, Func<AppDbContext, Match, ProgrammeSettings, Task<int>> act, CancellationToken ct)
    {
        List<Guid> running;
        Dictionary<Guid, ProgrammeSettings> settings;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            running = await db.Matches.Where(m => m.State == MatchState.Started).OrderBy(m => m.StartedAt).Select(m => m.Id).ToListAsync(ct);
            settings = await db.Programmes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Settings, ct);
        }

        var done = 0;
        foreach (var id in running)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var match = await db.Matches.AsNoTracking().FirstAsync(m => m.Id == id, ct);
            if (match.State != MatchState.Started) continue;
            var count = await act(db, match, settings[match.ProgrammeId]);
            if (count > 0 && await Saving.TryAsync(db, FollowUpErrors.MovedOn, ct) is null) done += count;
        }

        return done;
    }

    public static Task<bool> HasStepAsync(AppDbContext db, Match match, string step, CancellationToken ct) =>
        db.FollowUpSteps.AnyAsync(s => s.MatchId == match.Id && s.Step == step, ct);

    public static void AddStep(AppDbContext db, Match match, string step, DateTimeOffset now) =>
        db.FollowUpSteps.Add(new FollowUpStep { MatchId = match.Id, Step = step, DoneAt = now });
}

/// <summary>Asks both sides how it goes when the plan says so. After missed nights only the latest question is asked.</summary>
public sealed class AskHowItGoesJob(IDbContextFactory<AppDbContext> contexts, FollowUpEmails emails, TimeProvider clock) : IScheduledJob
{
    private static readonly CheckInKind[] Kinds = [CheckInKind.Contact, CheckInKind.Pulse];

    public Task<int> RunAsync(CancellationToken ct) => RunningMatches.EachAsync(contexts, (db, match, settings) => AskAsync(db, match, settings, ct), ct);

    private async Task<int> AskAsync(AppDbContext db, Match match, ProgrammeSettings settings, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = Kinds.Select(kind => FollowUpPlan.LatestDue(kind, match.StartedAt!.Value, settings, now)).OfType<PlannedQuestion>().ToList();
        if (due.Count == 0) return 0;
        var asked = await db.CheckIns.Where(c => c.MatchId == match.Id).Select(c => new { c.Side, c.Kind, c.Number }).ToListAsync(ct);
        var open = (from question in due
                    from side in Enum.GetValues<Side>()
                    where !asked.Exists(a => a.Side == side && a.Kind == question.Kind && a.Number >= question.Number)
                    select (question, side)).ToList();
        if (open.Count == 0) return 0;
        var people = await MatchPeople.LoadAsync(db, match, ct);
        foreach (var (question, side) in open)
        {
            var checkIn = CheckIn.Ask(match, side, question, now);
            db.CheckIns.Add(checkIn);
            emails.CheckIn(db, people, checkIn, now);
        }

        // Nobody can write to this citizen: the coordinator rings, and writes the answer down.
        if (open.Exists(o => !people.CanAsk(o.side))) await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.CallCitizen, match, now, ct), ct);
        return open.Count;
    }
}

/// <summary>No meeting logged for a while: a mail to both, and later a task for the coordinator; each once a silence.</summary>
public sealed class NudgeSilentMatchesJob(IDbContextFactory<AppDbContext> contexts, FollowUpEmails emails, TimeProvider clock) : IScheduledJob
{
    public Task<int> RunAsync(CancellationToken ct) => RunningMatches.EachAsync(contexts, (db, match, settings) => NudgeAsync(db, match, settings, ct), ct);

    private async Task<int> NudgeAsync(AppDbContext db, Match match, ProgrammeSettings settings, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = FollowUpPlan.SilentSince(match);
        var done = 0;
        // Named after the meeting that the silence began with: the next logged meeting begins another.
        if (settings.Does(FollowUpKinds.SilenceNudge) && since.AddDays(settings.SilenceNudgeDays) <= now && !await RunningMatches.HasStepAsync(db, match, $"SilenceNudge:{since:yyyyMMddHHmm}", ct))
        {
            var people = await MatchPeople.LoadAsync(db, match, ct);
            foreach (var side in Enum.GetValues<Side>()) emails.SilenceNudge(db, people, match, side, since, now);
            RunningMatches.AddStep(db, match, $"SilenceNudge:{since:yyyyMMddHHmm}", now);
            done++;
        }

        if (settings.Does(FollowUpKinds.SilenceTask) && since.AddDays(settings.SilenceTaskDays) <= now && !await RunningMatches.HasStepAsync(db, match, $"SilenceTask:{since:yyyyMMddHHmm}", ct))
        {
            await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.SilentMatch, match, now, ct), ct);
            RunningMatches.AddStep(db, match, $"SilenceTask:{since:yyyyMMddHHmm}", now);
            done++;
        }

        return done;
    }
}

/// <summary>Puts the first talk with a new match on the coordinator's list, in time to be held before the first contact is due.</summary>
public sealed class FirstContactJob(IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IScheduledJob
{
    internal const string Step = "FirstContact";

    public Task<int> RunAsync(CancellationToken ct) => RunningMatches.EachAsync(contexts, (db, match, settings) => AskAsync(db, match, settings, ct), ct);

    private async Task<int> AskAsync(AppDbContext db, Match match, ProgrammeSettings settings, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!settings.Does(FollowUpKinds.FirstTalk) || match.StartedAt!.Value.AddDays(settings.FirstTalkDays) > now || await RunningMatches.HasStepAsync(db, match, Step, ct)) return 0;
        await Work.AddAsync(db, await MeetingWork.OfMatchAsync(db, WorkKind.FirstContact, match, now, ct), ct);
        RunningMatches.AddStep(db, match, Step, now);
        return 1;
    }
}
