using MentorMatch.Core.Access;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Schedules;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Matching;

/// <summary>The services of matching on a test's database, with a clock that the test moves.</summary>
internal sealed class MatchingWorld : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TestDatabase database;

    public MatchingWorld(TestDatabase database)
    {
        this.database = database;
        services = new ServiceCollection()
            .AddData(database.ConnectionString, strict: true)
            .AddTexts()
            .AddSingleton<TimeProvider>(Clock)
            .AddMatching()
            .AddJobSchedule()
            .BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public ShortlistDrafts Drafts => Get<ShortlistDrafts>();

    public SuggestionService Suggestions => Get<SuggestionService>();

    public ShortlistPublishing Publishing => Get<ShortlistPublishing>();

    public SuggestionQueries Desk => Get<SuggestionQueries>();

    public ChoiceService Choices => Get<ChoiceService>();

    public ChoiceUndo Undo => Get<ChoiceUndo>();

    public ChoiceQueries Cards => Get<ChoiceQueries>();

    public AnswerService Answers => Get<AnswerService>();

    public RequestQueries Requests => Get<RequestQueries>();

    public LeaveService Leave => Get<LeaveService>();

    public MatchQueries Matches => Get<MatchQueries>();

    public RankingSettingsService Ranking => Get<RankingSettingsService>();

    public ReasonWords Words => Get<ReasonWords>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public AppDbContext Open() => database.NewContext();

    public async Task<PublishedCards> PublishAsync(int cards = 3)
    {
        await using var db = Open();
        return await TestData.PublishedShortlistAsync(db, Clock.Now, cards: cards);
    }

    public async Task<MatchedPair> RequestAsync(int cards = 3)
    {
        await using var db = Open();
        return await TestData.RequestedMatchAsync(db, Clock.Now, cards: cards);
    }

    /// <summary>The citizen of the cards chooses one, as the product does it.</summary>
    public async Task<Guid> ChooseAsync(PublishedCards open, int card, int? next = null)
    {
        var choice = new ChooseMentor
        {
            ShortlistId = open.Shortlist.Id,
            SuggestionId = open.Card(card).Id,
            NextSuggestionId = next is { } n ? open.Card(n).Id : null,
        };
        return (await Choices.ChooseAsync(TestData.ActorOf(open.Citizen), choice)).Value;
    }

    public async Task<Shortlist> ShortlistAsync(Guid id)
    {
        await using var db = Open();
        return await db.Shortlists.AsNoTracking().Include(s => s.Suggestions).FirstAsync(s => s.Id == id);
    }

    public async Task<Match> MatchAsync(Guid id)
    {
        await using var db = Open();
        return await db.Matches.AsNoTracking().FirstAsync(m => m.Id == id);
    }

    public async Task<Core.Citizens.Citizen> CitizenAsync(Guid id)
    {
        await using var db = Open();
        return await db.Citizens.AsNoTracking().FirstAsync(c => c.Id == id);
    }

    public async Task<Core.Volunteers.Volunteer> VolunteerAsync(Guid id)
    {
        await using var db = Open();
        return await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == id);
    }

    /// <summary>The kinds of mail that went to somebody, in the order they were written.</summary>
    public async Task<List<string>> MailsToAsync(string address)
    {
        await using var db = Open();
        return await db.Emails.Where(e => e.ToAddress == address).OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync();
    }

    /// <summary>The kinds of open work about a citizen.</summary>
    public async Task<List<Core.Worklist.WorkKind>> WorkAboutAsync(Guid citizenId)
    {
        await using var db = Open();
        return await db.WorkItems.Where(w => w.CitizenId == citizenId && w.DoneAt == null).OrderBy(w => w.Id).Select(w => w.Kind).ToListAsync();
    }

    public static Actor Stranger(Role role) => new()
    {
        AccountId = Guid.NewGuid(),
        Name = "En anden",
        Roles = [role],
        ProgrammeIds = [Guid.NewGuid()],
        VolunteerIds = [Guid.NewGuid()],
        CitizenIds = [Guid.NewGuid()],
    };

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
