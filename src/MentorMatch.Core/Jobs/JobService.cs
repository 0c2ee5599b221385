using MentorMatch.Core.Access;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Jobs;

/// <summary>Lets an administrator run a job outside its times.</summary>
public sealed class JobService(JobRunner runner, TimeProvider clock)
{
    /// <returns>The run with its outcome, or a refusal where the job is running already.</returns>
    public async Task<Result<JobRun>> RunNowAsync(Actor actor, string jobName, CancellationToken ct = default)
    {
        if (AccessRules.Refuse(actor, Resource.JobsAndOutbox, Deed.Write, Subject.Nobody) is { } refusal) return refusal;
        var job = runner.Jobs.FirstOrDefault(j => j.Name == jobName);
        if (job is null) return AccessErrors.NotFound;
        var run = await runner.RunAsync(job, clock.GetUtcNow(), ct);
        return run is null ? JobErrors.RunningNow : run;
    }
}

public static class JobErrors
{
    public static Error RunningNow { get; } = Error.In<JobsStaffTexts>("Error.RunningNow");
}

/// <summary>Texts of the pages about jobs and mails, and a sentence for each job as "Job.RemindVolunteerToAnswer".</summary>
public sealed class JobsStaffTexts;
