using System.Diagnostics;
using System.Globalization;
using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Data.Seed;
using MentorMatch.Core.Matching;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Benchmarks;

/// <summary>
/// From a citizen's id to a saved draft with reasons, among many volunteers in PostgreSQL: as the product does it, after a
/// guide has been changed each time, and with nothing kept between two drafts (the naive peer).
/// </summary>
internal sealed class SuggestionTimes : IAsyncDisposable
{
    private const int WarmUp = 100;
    private const int Rounds = 100;
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly Queue<Guid> _citizens;
    private readonly Actor _coordinator;

    private SuggestionTimes(TestDatabase database, ServiceProvider services, IEnumerable<Guid> citizens, Actor coordinator) =>
        (_database, _services, _citizens, _coordinator) = (database, services, new(citizens), coordinator);

    public static async Task PrintAsync(TextWriter to, int volunteers)
    {
        await using var times = await PrepareAsync(volunteers);
        await to.WriteLineAsync($"{TrainingTimes.Load()}\n\n| {volunteers:N0} volunteers | median ms | p95 ms | processor ms, mean |\n|---|---|---|---|");
        await to.WriteLineAsync(await times.MeasureAsync("a draft, saved, with reasons", () => times._services, change: false, Rounds));
        await to.WriteLineAsync(await times.MeasureAsync("the same, a guide changed before each", () => times._services, change: true, Rounds));
        await to.WriteLineAsync(await times.MeasureAsync("the same, all read by EF each time (the naive peer)", () => ServicesOf(times._database), change: false, Rounds / 4));
        await to.WriteLineAsync($"\n{TrainingTimes.Load()}");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A fifth of the citizens have been shown cards, so that there is a past to count.</summary>
    private static async Task<SuggestionTimes> PrepareAsync(int volunteers)
    {
        var database = await TestDatabase.CreateAsync();
        await DemoData.FillAsync(database);
        await new LargeSeed(database.Contexts, TimeProvider.System).LoadAsync(new(volunteers, 600));
        await using var db = database.NewContext();
        var programme = await db.Programmes.OrderBy(p => p.CreatedAt).Select(p => p.Id).FirstAsync();
        var waiting = await db.Citizens.Where(c => c.ProgrammeId == programme && c.State == CitizenState.WishesDone).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync();
        var times = new SuggestionTimes(database, ServicesOf(database), waiting, TestData.Coordinator(programme));
        for (var i = 0; i < waiting.Count / 5; i++) await times.ShowAsync(times._citizens.Dequeue());
        await db.Database.ExecuteSqlAsync($"analyze");
        return times;
    }

    private static ServiceProvider ServicesOf(TestDatabase database) => new ServiceCollection()
        .AddData(database.ConnectionString).AddTexts().AddMatching().AddSingleton(TimeProvider.System).BuildServiceProvider();

    private async Task ShowAsync(Guid citizenId)
    {
        await using var scope = _services.CreateAsyncScope();
        var list = (await scope.ServiceProvider.GetRequiredService<ShortlistDrafts>().DraftAsync(_coordinator, citizenId)).Value;
        await using var db = _database.NewContext();
        var cards = await db.Suggestions.Where(s => s.ShortlistId == list).OrderBy(s => s.Place).Select(s => s.Id).Take(3).ToListAsync();
        foreach (var card in cards) await scope.ServiceProvider.GetRequiredService<SuggestionService>().ApproveAsync(_coordinator, card);
        await scope.ServiceProvider.GetRequiredService<ShortlistPublishing>().PublishAsync(_coordinator, list);
    }

    private async Task<string> MeasureAsync(string name, Func<ServiceProvider> services, bool change, int rounds)
    {
        List<double> taken = [];
        var processor = TimeSpan.Zero;
        for (var round = -WarmUp; round < rounds; round++)
        {
            var citizen = _citizens.Dequeue();
            _citizens.Enqueue(citizen);
            if (change) await ChangeAGuideAsync();
            var provider = services();
            await using var scope = provider.CreateAsyncScope();
            var (watch, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var drafted = await scope.ServiceProvider.GetRequiredService<ShortlistDrafts>().DraftAsync(_coordinator, citizen);
            if (round >= 0)
            {
                taken.Add(watch.Elapsed.TotalMilliseconds);
                processor += Environment.CpuUsage.TotalTime - used;
            }

            if (!drafted.Succeeded) throw new InvalidOperationException($"The draft was refused: {drafted.Errors[0].Key}.");
            if (provider != _services) await provider.DisposeAsync();
        }

        taken.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {taken[taken.Count / 2]:0.0} | {taken[(int)(taken.Count * .95)]:0.0} | {processor.TotalMilliseconds / rounds:0.0} |");
    }

    private async Task ChangeAGuideAsync()
    {
        await using var db = _database.NewContext();
        await db.Database.ExecuteSqlAsync($"update volunteers set phone = phone where id = (select id from volunteers order by random() limit 1)");
    }
}
