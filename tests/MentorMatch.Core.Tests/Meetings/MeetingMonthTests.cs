using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Meetings;
using MentorMatch.Core.Programmes;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Meetings;

public sealed class MeetingMonthTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    private readonly MeetingsWorld world = new(database);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Month_OfACoordinator_HasWhatBeginsInTheDanishMonthInItsOrder()
    {
        var programme = TestData.Programme();
        var month = new DateOnly(2026, 12, 1);
        await using var db = world.Open();
        db.Add(programme);
        db.AddRange(
            Meeting(programme, "Sidst på natten", DanishTime.FromDanish(new DateOnly(2026, 12, 31), new TimeOnly(23, 30)), MeetingState.Scheduled),
            Meeting(programme, "Først på natten", DanishTime.FromDanish(month, new TimeOnly(0, 15)), MeetingState.Held),
            Meeting(programme, "Måneden før", DanishTime.FromDanish(month, new TimeOnly(0, 0)).AddMinutes(-1), MeetingState.Scheduled),
            Meeting(programme, "Måneden efter", DanishTime.FromDanish(month.AddMonths(1), new TimeOnly(0, 0)), MeetingState.Scheduled),
            Meeting(programme, "Aflyst", DanishTime.FromDanish(new DateOnly(2026, 12, 5), new TimeOnly(10, 0)), MeetingState.Cancelled),
            Meeting(programme, "Uden tid", null, MeetingState.Polling));
        await db.SaveChangesAsync();

        var found = await world.Meetings.MonthAsync(TestData.Coordinator(programme.Id), month);

        Assert.Equal(["Først på natten", "Sidst på natten"], found.Value.Select(m => m.Title));
    }

    [Fact]
    public async Task Month_OfAnotherProgrammeOrOfAVisitor_IsEmptyOrRefused()
    {
        var (own, other) = (TestData.Programme(), TestData.Programme());
        await using var db = world.Open();
        db.AddRange(own, other);
        db.Add(Meeting(other, "De andres", DanishTime.FromDanish(new DateOnly(2026, 11, 5), new TimeOnly(10, 0)), MeetingState.Scheduled));
        await db.SaveChangesAsync();

        Assert.Empty((await world.Meetings.MonthAsync(TestData.Coordinator(own.Id), new DateOnly(2026, 11, 1))).Value);
        Assert.Equal(AccessErrors.NotAllowed, Assert.Single((await world.Meetings.MonthAsync(Actor.Visitor, new DateOnly(2026, 11, 1))).Errors));
    }

    private static Meeting Meeting(Programme programme, string title, DateTimeOffset? startsAt, MeetingState state)
    {
        var meeting = new Meeting
        {
            ProgrammeId = programme.Id,
            Kind = MeetingKind.Learning,
            CoordinatorId = Guid.NewGuid(),
            Title = title,
            Place = "Rådhuset",
            Minutes = 60,
            CreatedAt = new FakeClock().Now,
        };
        if (startsAt is not { } time) return meeting;
        var by = Actor.System("Test");
        Assert.True(meeting.Schedule(time, by, time.AddDays(-9)).Succeeded);
        if (state == MeetingState.Held) Assert.True(meeting.Hold(by, time.AddDays(1)).Succeeded);
        if (state == MeetingState.Cancelled) Assert.True(meeting.Cancel(by, time.AddDays(-1), "Sne").Succeeded);
        return meeting;
    }
}
