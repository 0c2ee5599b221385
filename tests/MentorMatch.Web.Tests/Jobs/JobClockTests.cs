using MentorMatch.Core.Jobs;
using MentorMatch.Web.Tests.Emails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Web.Tests.Jobs;

public sealed class JobClockTests
{
    [Fact]
    public async Task Clock_AtTheStart_RunsEveryJobOfTheListOnce()
    {
        await using var app = await RunningApp.StartAsync("Production", ("Jobs:TickSeconds", "0.5"), ("Email:Transport", "Pickup"));
        var jobs = app.Services.GetRequiredService<JobRunner>().Jobs.Select(j => j.Name).ToList();

        for (var tries = 0; tries < 200 && await DoneAsync(app) < jobs.Count; tries++) await Task.Delay(100);

        await using var db = app.NewForeignContext();
        var runs = await db.JobRuns.AsNoTracking().ToListAsync();
        Assert.Equal(jobs, runs.Select(r => r.Job).Distinct().Order(StringComparer.Ordinal));
        Assert.All(runs, r => Assert.Equal((JobOutcome.Done, null), (r.Outcome, r.Failure)));
        Assert.Equal(runs.Count, runs.Select(r => (r.Job, r.DueAt)).Distinct().Count());
    }

    private static async Task<int> DoneAsync(RunningApp app)
    {
        await using var db = app.NewForeignContext();
        return await db.JobRuns.CountAsync(r => r.Outcome == JobOutcome.Done);
    }
}
