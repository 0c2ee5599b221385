using MentorMatch.Core.Access;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Schedules;
using MentorMatch.Core.Training;
using MentorMatch.Core.Volunteers;
using MentorMatch.Core.Worklist;
using MentorMatch.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Training;

public sealed class TrainingTests : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly TestDatabase database;
    private readonly FakeClock clock = new();
    private readonly ServiceProvider services;
    private readonly Programme programme = TestData.Programme();
    private readonly Actor coordinator;

    public TrainingTests(TestDatabase database)
    {
        this.database = database;
        var configuration = new ConfigurationBuilder().Build();
        services = new ServiceCollection().AddLogging().AddTexts().AddEmails(configuration).AddVolunteers().AddTraining().AddJobSchedule()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(database.Contexts).AddSingleton<TimeProvider>(clock).BuildServiceProvider();
        coordinator = TestData.Coordinator(programme.Id);
    }

    private TrainingEveningService Evenings => services.GetRequiredService<TrainingEveningService>();

    private TrainingSignUpService SignUps => services.GetRequiredService<TrainingSignUpService>();

    public async Task InitializeAsync()
    {
        await using var db = database.NewContext();
        db.Programmes.Add(programme);
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task Plan_EmptyForm_SaysWhatIsWrongBesideEachField()
    {
        var refused = await Evenings.PlanAsync(coordinator, Input() with { ProgrammeId = programme.Id, Title = " ", Place = null, Date = null, Seats = 0, Number = 9, Minutes = null });

        Assert.Equal(["Date", "Minutes", "Number", "Place", "Seats", "Title"], refused.Errors.Select(e => e.Field).Order());
    }

    [Fact]
    public async Task Plan_TimeIsPast_IsRefused()
    {
        var refused = await Evenings.PlanAsync(coordinator, Input() with { ProgrammeId = programme.Id, Date = new DateOnly(2026, 2, 1) });

        Assert.Equal("Error.DatePast", Assert.Single(refused.Errors).Key);
    }

    [Fact]
    public async Task Plan_CoordinatorOfAnotherProgramme_IsRefused()
    {
        var refused = await Evenings.PlanAsync(TestData.Coordinator(Guid.CreateVersion7()), Input() with { ProgrammeId = programme.Id });

        Assert.Equal(AccessErrors.NotAllowed.Key, Assert.Single(refused.Errors).Key);
    }

    [Fact]
    public async Task SignUp_FortyAtOnceForThreeSeats_ThreeGetOne()
    {
        var evening = await PlanAsync(seats: 3);
        var volunteers = await AddVolunteersAsync(40);

        var answers = await Task.WhenAll(volunteers.Select(v => SignUps.SignUpAsync(TestData.ActorOf(v), v.Id, evening)));

        Assert.Equal(3, answers.Count(a => a.Succeeded));
        Assert.All(answers.Where(a => !a.Succeeded), a => Assert.Equal(TrainingErrors.Full.Key, a.Errors[0].Key));
        await using var db = database.NewContext();
        Assert.Equal(3, await db.TrainingEvenings.Where(e => e.Id == evening).Select(e => e.Taken).SingleAsync());
        Assert.Equal(3, await db.Emails.CountAsync(e => e.Kind == "TrainingSignedUp" && e.Key.Contains(evening.ToString("N"))));
    }

    [Fact]
    public async Task SignUp_TwiceThenBackThenAgain_KeepsOneSeat()
    {
        var evening = await PlanAsync(seats: 2);
        var volunteer = (await AddVolunteersAsync(1))[0];
        var self = TestData.ActorOf(volunteer);

        await SignUps.SignUpAsync(self, volunteer.Id, evening);
        await SignUps.SignUpAsync(self, volunteer.Id, evening);
        await SignUps.CancelAsync(self, volunteer.Id, evening);
        await SignUps.CancelAsync(self, volunteer.Id, evening);
        clock.Advance(TimeSpan.FromMinutes(1));
        var again = await SignUps.SignUpAsync(self, volunteer.Id, evening);

        await using var db = database.NewContext();
        Assert.True(again.Succeeded);
        Assert.Equal(1, await db.TrainingEvenings.Where(e => e.Id == evening).Select(e => e.Taken).SingleAsync());
        // The calendar is told each time: there, gone, there again, under one UID with a rising sequence.
        var mails = await db.Emails.Where(e => e.VolunteerId == volunteer.Id && e.Calendar != null).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).ToListAsync();
        Assert.Equal(["REQUEST", "CANCEL", "REQUEST"], mails.Select(m => m.CalendarMethod));
        Assert.Equal(["SEQUENCE:0", "SEQUENCE:1", "SEQUENCE:2"], mails.SelectMany(m => m.Calendar!.Split("\r\n").Where(l => l.StartsWith("SEQUENCE", StringComparison.Ordinal))));
        Assert.Single(mails.SelectMany(m => m.Calendar!.Split("\r\n").Where(l => l.StartsWith("UID", StringComparison.Ordinal))).Distinct());
    }

    [Fact]
    public async Task SignUp_ForSomebodyElse_IsRefused()
    {
        var evening = await PlanAsync(seats: 2);
        var volunteers = await AddVolunteersAsync(2);

        var refused = await SignUps.SignUpAsync(TestData.ActorOf(volunteers[0]), volunteers[1].Id, evening);

        Assert.False(refused.Succeeded);
    }

    [Fact]
    public async Task Change_AnotherTime_TellsThoseWithASeatWithAHigherSequence()
    {
        var evening = await PlanAsync(seats: 2);
        var volunteer = (await AddVolunteersAsync(1))[0];
        await SignUps.SignUpAsync(TestData.ActorOf(volunteer), volunteer.Id, evening);

        var changed = await Evenings.ChangeAsync(coordinator, evening, Input() with { Time = new TimeOnly(18, 0) });

        await using var db = database.NewContext();
        var mail = await db.Emails.SingleAsync(e => e.Kind == "TrainingMoved" && e.VolunteerId == volunteer.Id);
        Assert.True(changed.Succeeded);
        Assert.Contains("SEQUENCE:1\r\n", mail.Calendar);
        Assert.Contains($"UID:{CalendarEvent.UidOf(evening)}\r\n", mail.Calendar);
        Assert.Contains("T180000", mail.Calendar);
    }

    [Fact]
    public async Task RecordAttendance_LastEveningOfThree_CompletesTheTrainingAndTellsTheCoordinator()
    {
        var volunteer = (await AddVolunteersAsync(1))[0];
        var evenings = new List<Guid>();
        foreach (var number in new[] { 1, 2, 3 })
        {
            evenings.Add(await PlanAsync(seats: 2, number));
            await SignUps.SignUpAsync(TestData.ActorOf(volunteer), volunteer.Id, evenings[^1]);
        }

        clock.Advance(TimeSpan.FromDays(60));
        foreach (var evening in evenings.Take(2)) await Evenings.RecordAttendanceAsync(coordinator, evening, new HashSet<Guid> { volunteer.Id });
        var before = await ReadAsync(volunteer.Id);
        await Evenings.RecordAttendanceAsync(coordinator, evenings[2], new HashSet<Guid> { volunteer.Id });
        var after = await ReadAsync(volunteer.Id);
        await Evenings.RecordAttendanceAsync(coordinator, evenings[2], new HashSet<Guid>());
        var corrected = await ReadAsync(volunteer.Id);

        Assert.Null(before.TrainingCompletedAt);
        Assert.Equal(clock.Now, after.TrainingCompletedAt);
        Assert.Null(corrected.TrainingCompletedAt);
        await using var db = database.NewContext();
        Assert.True(await db.WorkItems.AnyAsync(w => w.Kind == WorkKind.VolunteerMayBeReady && w.VolunteerId == volunteer.Id));
    }

    [Fact]
    public async Task RecordAttendance_BeforeTheEvening_IsRefused()
    {
        var evening = await PlanAsync(seats: 2);

        var refused = await Evenings.RecordAttendanceAsync(coordinator, evening, new HashSet<Guid>());

        Assert.Equal(TrainingErrors.NotYet.Key, Assert.Single(refused.Errors).Key);
    }

    [Fact]
    public async Task Remind_MissedNightAndRunTwice_RemindsOnce()
    {
        var evening = await PlanAsync(seats: 2);
        var volunteer = (await AddVolunteersAsync(1))[0];
        await SignUps.SignUpAsync(TestData.ActorOf(volunteer), volunteer.Id, evening);
        var job = services.GetRequiredService<RemindOfTrainingEveningJob>();

        await job.RunAsync(CancellationToken.None);
        Assert.Equal(0, await RemindersAsync(volunteer.Id));
        clock.Set(new DateTimeOffset(2026, 3, 1, 20, 0, 0, TimeSpan.Zero));
        await job.RunAsync(CancellationToken.None);
        await job.RunAsync(CancellationToken.None);

        Assert.Equal(1, await RemindersAsync(volunteer.Id));
    }

    private static TrainingEveningInput Input() => new()
    {
        ProgrammeId = null,
        Number = 1,
        Title = "Rollen som frivillig",
        Content = null,
        Date = new DateOnly(2026, 3, 3),
        Time = new TimeOnly(17, 0),
        Minutes = 150,
        Place = "Biblioteket",
        Seats = 16,
    };

    private async Task<Guid> PlanAsync(int seats, int number = 1) =>
        (await Evenings.PlanAsync(coordinator, Input() with { ProgrammeId = programme.Id, Seats = seats, Number = number })).Value;

    private async Task<List<Volunteer>> AddVolunteersAsync(int count)
    {
        var people = Enumerable.Range(0, count).Select(_ => TestData.VolunteerIn(VolunteerState.InTraining, programme, clock.Now, v =>
        {
            v.SignConfidentiality("1", clock.Now);
            v.TrainingCompletedAt = null;
        })).ToList();
        await using var db = database.NewContext();
        db.AddRange(people.Select(p => p.Account));
        db.AddRange(people.Select(p => p.Volunteer));
        await db.SaveChangesAsync();
        return [.. people.Select(p => p.Volunteer)];
    }

    private async Task<Volunteer> ReadAsync(Guid id)
    {
        await using var db = database.NewContext();
        return await db.Volunteers.SingleAsync(v => v.Id == id);
    }

    private async Task<int> RemindersAsync(Guid volunteerId)
    {
        await using var db = database.NewContext();
        return await db.Emails.CountAsync(e => e.Kind == "TrainingReminder" && e.VolunteerId == volunteerId);
    }
}
