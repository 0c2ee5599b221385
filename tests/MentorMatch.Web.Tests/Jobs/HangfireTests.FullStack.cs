using System.Net;
using Hangfire;
using Hangfire.Storage;
using MentorMatch.Core.Access;
using MentorMatch.Core.Jobs;
using MentorMatch.TestKit;
using MentorMatch.Web.Schedules;
using MentorMatch.Web.Tests.Emails;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Web.Tests.Jobs;

/// <summary>Hangfire's list is the job list, and its pages are the administrators'.</summary>
public sealed class HangfireTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task RecurringJobs_AfterTheStart_AreTheJobListAtItsTimesInCopenhagen()
    {
        await using var running = await RunningApp.StartAsync("Production", ("Email:Transport", "Pickup"));
        var jobs = running.Services.GetRequiredService<JobRunner>().Jobs;
        using var storage = running.Services.GetRequiredService<JobStorage>().GetConnection();
        for (var tries = 0; tries < 200 && storage.GetRecurringJobs().Count < jobs.Count + 1; tries++) await Task.Delay(100);

        var recurring = storage.GetRecurringJobs();
        foreach (var job in jobs)
        {
            var line = recurring.Single(r => r.Id == job.Name);
            Assert.Equal("Europe/Copenhagen", line.TimeZoneId);
            Assert.NotNull(line.NextExecution);
            var next = new DateTimeOffset(DateTime.SpecifyKind(line.NextExecution!.Value, DateTimeKind.Utc));
            Assert.Equal(job.Schedule.NextDue(next.AddSeconds(-1)), next);
        }

        Assert.Equal(jobs.Count + 1, recurring.Count);
        Assert.Single(recurring, r => r.Cron == "* * * * *");
    }

    [Theory]
    [InlineData(5, "*/5 * * * *")]
    [InlineData(60, "0 * * * *")]
    public void CronsOf_EveryFewMinutes_IsOneLine(int minutes, string cron) => Assert.Equal([cron], JobClock.CronsOf(Schedule.Every(minutes)));

    [Fact]
    public void CronsOf_TimesOfTheDay_IsALineForEachMinuteOfTheHour()
    {
        Assert.Equal(["40 0,6,18 * * *"], JobClock.CronsOf(Schedule.Daily("00:40", "06:40", "18:40")));
        Assert.Equal(["10 3 * * *", "15 4 * * *"], JobClock.CronsOf(Schedule.Daily("03:10", "04:15")));
        Assert.Equal(["0 7 * * 1"], JobClock.CronsOf(Schedule.Weekly(DayOfWeek.Monday, "07:00")));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(Role.Coordinator, false)]
    [InlineData(Role.Management, false)]
    [InlineData(Role.Administrator, true)]
    public async Task Pages_AreForAdministratorsAlone(Role? role, bool shown)
    {
        using var visit = app.NewVisit();
        if (role is { } held)
        {
            var account = TestData.Account();
            var (link, token) = OneTimeLink.Create(LinkPurpose.SignIn, app.Clock.Now.AddMinutes(15), account.Id);
            await app.SaveAsync(account, link);
            await visit.OpenAsync($"/sign-in/link/{token}");
            await visit.SendAsync("link");
            await app.SaveAsync(new RoleAssignment { AccountId = account.Id, Role = held, GrantedAt = app.Clock.Now, GrantedBy = "Test" });
        }

        var page = await visit.OpenAsync(JobClock.PagesPath!);

        Assert.Equal(shown, page.Status == HttpStatusCode.OK && page.Document.Title?.Contains("Hangfire", StringComparison.Ordinal) == true);
    }
}
