using MentorMatch.Core.Common;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Recruitment;
using MentorMatch.Core.Schedules;
using MentorMatch.Core.Volunteers;
using MentorMatch.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Recruitment;

/// <summary>The services of recruitment and volunteers on a test's database and clock, put together as the product does it.</summary>
internal sealed class RecruitmentServices : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public RecruitmentServices(TestDatabase database, FakeClock clock)
    {
        var all = new ServiceCollection();
        all.AddSingleton(database.Contexts);
        all.AddSingleton<TimeProvider>(clock);
        all.AddLogging();
        all.AddTexts();
        all.AddOptions<MunicipalitySettings>();
        all.AddOptions<EmailSettings>();
        all.AddRecruitment();
        all.AddVolunteers();
        all.AddJobSchedule();
        services = all.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
