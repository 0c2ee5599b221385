using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Jobs;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Emails;

/// <summary>What administrators and coordinators see of mails and do with them; what is woken and what is emptied.</summary>
public sealed class EmailListsTests : IAsyncLifetime
{
    private static readonly Actor Administrator = new() { Name = "Agnete", Roles = [Role.Administrator] };

    private Post post = null!;

    private EmailQueries Queries => new(post.Database.Contexts, post.Clock);

    public async Task InitializeAsync() => post = await Post.OpenAsync(new EmailSettings());

    public async Task DisposeAsync() => await post.DisposeAsync();

    [Fact]
    public async Task RetryAsync_ADeadLetter_PutsItBackAtTheFirstBackOff()
    {
        var id = await StoppedAsync(EmailState.DeadLetter);

        Assert.True((await Service().RetryAsync(Administrator, id)).Succeeded);

        var row = await post.FindAsync(id);
        Assert.Equal((EmailState.Waiting, 0), (row.State, row.Attempts));
        Assert.Equal("Error.NotPossibleNow", (await Service().RetryAsync(Administrator, id)).Errors[0].Key);
    }

    [Fact]
    public async Task RetryDeadLettersAsync_AfterAnOutage_PutsBackThoseThatWereGivenUpAlone()
    {
        var (given, up, refused) = (await StoppedAsync(EmailState.DeadLetter), await StoppedAsync(EmailState.DeadLetter), await StoppedAsync(EmailState.Refused));

        Assert.Equal(2, (await Service().RetryDeadLettersAsync(Administrator)).Value);
        Assert.False((await Service().RetryDeadLettersAsync(TestData.Coordinator(Post.Programme))).Succeeded);

        Assert.Equal((EmailState.Waiting, EmailState.Waiting, EmailState.Refused), ((await post.FindAsync(given)).State, (await post.FindAsync(up)).State, (await post.FindAsync(refused)).State));
    }

    [Fact]
    public async Task OfPersonAsync_ByACoordinator_ShowsWhatCameOfTheMailsOfOwnPeople()
    {
        var id = await StoppedAsync(EmailState.Refused);
        var person = (await post.FindAsync(id)).VolunteerId!.Value;
        await post.PutInAsync("to somebody else");

        var mail = Assert.Single(await Queries.OfPersonAsync(TestData.Coordinator(Post.Programme), person));

        Assert.Equal((id, EmailState.Refused), (mail.Id, mail.State));
        Assert.Empty(await Queries.OfPersonAsync(TestData.Coordinator(Guid.NewGuid()), person));
        Assert.Empty(await Queries.OfPersonAsync(Administrator, person));
    }

    [Fact]
    public async Task MarkArrivedAsync_AnUncertainMail_IsSentAndEmpty()
    {
        var id = await StoppedAsync(EmailState.Uncertain);

        Assert.True((await Service().MarkArrivedAsync(Administrator, id)).Succeeded);

        var row = await post.FindAsync(id);
        Assert.Equal(EmailState.Sent, row.State);
        Assert.Null(row.Letter);
    }

    [Theory]
    [InlineData(Role.Visitor)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Citizen)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Management)]
    public async Task Administration_ByAnyoneElse_IsRefusedAndEmpty(Role role)
    {
        var id = await StoppedAsync(EmailState.Uncertain);
        var actor = new Actor { Name = "X", Roles = [role], ProgrammeIds = [Post.Programme] };

        Assert.False((await Service().RetryAsync(actor, id)).Succeeded);
        Assert.False((await Service().MarkArrivedAsync(actor, id)).Succeeded);
        Assert.Empty((await Queries.StoppedAsync(actor, new PageRequest(1))).Rows);
        Assert.Empty(await Queries.DaysAsync(actor));
        Assert.Equal(EmailState.Uncertain, (await post.FindAsync(id)).State);
    }

    [Fact]
    public async Task DaysAsync_AcrossMidnightInDenmark_CountsByDanishDay()
    {
        // 23.30 UTC is half past midnight in Denmark.
        post.Clock.Set(new DateTimeOffset(2026, 2, 2, 23, 30, 0, TimeSpan.Zero));
        await post.PutInAsync("waiting");
        await StoppedAsync(EmailState.Refused);

        var day = Assert.Single(await Queries.DaysAsync(Administrator));

        Assert.Equal(new EmailDay(new DateOnly(2026, 2, 3), Sent: 0, Waiting: 1, Stopped: 1), day);
    }

    [Fact]
    public async Task ListAsync_ByACoordinator_ShowsOwnProgrammesOnly()
    {
        await post.PutInAsync();
        var own = TestData.Coordinator(Post.Programme);

        Assert.Single((await Queries.ListAsync(own, EmailView.All, "ægir", new PageRequest(1))).Rows);
        Assert.Single((await Queries.ListAsync(own, EmailView.Waiting, null, new PageRequest(1))).Rows);
        Assert.Empty((await Queries.ListAsync(own, EmailView.Refused, null, new PageRequest(1))).Rows);
        Assert.Empty((await Queries.ListAsync(own, EmailView.All, "_", new PageRequest(1))).Rows);
        Assert.Empty((await Queries.ListAsync(TestData.Coordinator(Guid.NewGuid()), EmailView.All, null, new PageRequest(1))).Rows);
    }

    [Fact]
    public async Task EmptyOldEmailsJob_AfterThirtyDays_EmptiesWhatStoppedAndKeepsWhatWaits()
    {
        var stopped = await StoppedAsync(EmailState.DeadLetter);
        var waiting = await post.PutInAsync("waiting");
        var job = new EmptyOldEmailsJob(post.Database.Contexts, post.Clock);

        post.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await job.RunAsync(default));
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await job.RunAsync(default));

        Assert.Null((await post.FindAsync(stopped)).Letter);
        Assert.NotNull((await post.FindAsync(waiting)).Letter);
        Assert.False((await Service().RetryAsync(Administrator, stopped)).Succeeded);
    }

    [Fact]
    public async Task RemoveOldJobRunsJob_AfterNinetyDays_RemovesTheRun()
    {
        await using (var db = post.Database.NewContext())
        {
            db.JobRuns.Add(new JobRun { Job = "X", DueAt = post.Clock.Now, StartedAt = post.Clock.Now, Outcome = JobOutcome.Done });
            await db.SaveChangesAsync();
        }

        var job = new RemoveOldJobRunsJob(post.Database.Contexts, post.Clock, []);
        post.Clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal(0, await job.RunAsync(default));
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await job.RunAsync(default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signal_AfterASaveWithAMail_RingsOnceItIsCommitted(bool inTransaction)
    {
        await using var services = new ServiceCollection()
            .AddEmails(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(post.Clock)
            .AddData(post.Database.ConnectionString, strict: true)
            .BuildServiceProvider();
        var signal = services.GetRequiredService<Bell<OutgoingEmail>>();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        await using var transaction = inTransaction ? await db.Database.BeginTransactionAsync() : null;

        Outbox.Add(db, "MatchRequest", "1", new EmailReader("a@example.com", "A", "da"), Post.Letter(), post.Clock.Now);
        await db.SaveChangesAsync();
        if (transaction is not null)
        {
            // The save itself has rung: nothing can be found yet, so what counts is the ring at the commit.
            Assert.True(await RingsAsync(signal));
            await transaction.CommitAsync();
        }

        Assert.True(await RingsAsync(signal));
        Assert.False(await RingsAsync(signal));
    }

    private static Task<bool> RingsAsync(Bell<OutgoingEmail> bell) => bell.WaitAsync(TimeSpan.FromMilliseconds(50), default);

    private EmailService Service() => new(post.Database.Contexts, new Bell<OutgoingEmail>());

    private async Task<Guid> StoppedAsync(EmailState state)
    {
        var id = await post.PutInAsync(Guid.NewGuid().ToString("N"));
        await using var db = post.Database.NewContext();
        await db.Emails.Where(e => e.Id == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, state).SetProperty(e => e.Attempts, 6));
        return id;
    }
}
