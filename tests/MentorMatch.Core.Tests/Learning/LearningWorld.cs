using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Schedules;
using MentorMatch.Core.SignIn;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Learning;

/// <summary>The services of learning on a test's database, with a clock that the test moves.</summary>
internal sealed class LearningWorld : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TestDatabase database;

    public LearningWorld(TestDatabase database)
    {
        this.database = database;
        services = new ServiceCollection().AddData(database.ConnectionString, strict: true).AddTexts().AddSingleton<TimeProvider>(Clock)
            .AddMatching().AddMeetings().AddSignIn().AddFollowUps().AddLearning().AddJobSchedule().BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public ModelService Models => Get<ModelService>();

    public ModelQueries Queries => Get<ModelQueries>();

    public T Get<T>()
        where T : notnull => services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public IEnumerable<T> All<T>()
        where T : notnull => services.GetServices<T>();

    public AppDbContext Open() => database.NewContext();

    /// <summary>Runs the nightly job a day later; the programme's challenger, or null where none was trained.</summary>
    public async Task<StoredModel?> NightAsync(Guid programmeId)
    {
        Clock.Advance(TimeSpan.FromDays(1));
        await Get<TrainRankingModelsJob>().RunAsync(CancellationToken.None);
        await using var db = Open();
        return await db.RankingModels.AsNoTracking().FirstOrDefaultAsync(m => m.ProgrammeId == programmeId && m.State == ModelState.Shadow);
    }

    public async Task<ModelsInUse> InUseAsync(Guid programmeId)
    {
        await using var db = Open();
        return await Get<ProgrammeModels>().OfAsync(db, await db.Programmes.FirstAsync(p => p.Id == programmeId));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
