using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Data;
using MentorMatch.Core.Data.Seed;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.TestKit;

/// <summary>The fictional municipality, for a test that wants to see every page full.</summary>
public static class DemoData
{
    /// <returns>False where the database had programmes before.</returns>
    public static async Task<bool> FillAsync(TestDatabase database)
    {
        await using var services = new ServiceCollection()
            .AddData(database.ConnectionString)
            .AddTexts()
            .AddMatching()
            .AddLearning()
            .AddDemoSeed()
            .AddSingleton(TimeProvider.System)
            .BuildServiceProvider();
        return await services.GetRequiredService<DemoSeed>().FillIfEmptyAsync();
    }
}
