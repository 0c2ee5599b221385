using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Emails;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Schedules;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Meetings;

/// <summary>The services of meetings and follow-up on a test's database, with a clock that the test moves.</summary>
internal sealed class MeetingsWorld : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TestDatabase database;

    public MeetingsWorld(TestDatabase database)
    {
        this.database = database;
        services = new ServiceCollection()
            .AddData(database.ConnectionString, strict: true)
            .AddTexts()
            .AddOptions()
            .AddSingleton<TimeProvider>(Clock)
            .AddMatching()
            .AddMeetings()
            .AddFollowUps()
            .AddJobSchedule()
            .AddWorklist()
            .AddSingleton<EmailPreparation>().AddSingleton<EmailSamples>().AddSingleton<EmailRendering>().AddScoped<EmailWordings>().AddScoped<EmailOptOuts>()
            .BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public FirstMeetingService First => Get<FirstMeetingService>();

    public NetworkMeetingService Network => Get<NetworkMeetingService>();

    public MeetingAnswerService Answers => Get<MeetingAnswerService>();

    public MeetingQueries Meetings => Get<MeetingQueries>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public AppDbContext Open() => database.NewContext();

    public Task<int> RunAsync<TJob>()
        where TJob : IScheduledJob => Get<TJob>().RunAsync(CancellationToken.None);

    public async Task<MatchedPair> AcceptedAsync()
    {
        await using var db = Open();
        return await TestData.AcceptedMatchAsync(db, Clock.Now);
    }

    public async Task<MatchedPair> StartedAsync()
    {
        await using var db = Open();
        return await TestData.StartedMatchAsync(db, Clock.Now);
    }

    /// <summary>A time some days from now at ten in Denmark.</summary>
    public MeetingTime In(int days, string place = "Rådhuset") => new()
    {
        Date = Clock.Now.DanishDate().AddDays(days),
        Time = new TimeOnly(10, 0),
        Minutes = 60,
        Place = place,
    };

    public void Pass(double days) => Clock.Advance(TimeSpan.FromDays(days));

    /// <summary>The mails of a kind about this programme, the oldest first.</summary>
    public async Task<List<OutgoingEmail>> MailsAsync(Guid programmeId, string? kind = null)
    {
        await using var db = Open();
        return await db.Emails.Where(e => e.ProgrammeId == programmeId && (kind == null || e.Kind == kind)).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).ToListAsync();
    }

    public async Task<List<WorkItem>> WorkAsync(Guid matchId, WorkKind kind)
    {
        await using var db = Open();
        return await db.WorkItems.Where(w => w.MatchId == matchId && w.Kind == kind).OrderBy(w => w.Since).ToListAsync();
    }

    public async Task<Match> MatchAsync(Guid id)
    {
        await using var db = Open();
        return await db.Matches.SingleAsync(m => m.Id == id);
    }

    public async Task<Meeting> MeetingAsync(Guid id)
    {
        await using var db = Open();
        return await db.Meetings.Include(m => m.Invitations).Include(m => m.Options).SingleAsync(m => m.Id == id);
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();
}
