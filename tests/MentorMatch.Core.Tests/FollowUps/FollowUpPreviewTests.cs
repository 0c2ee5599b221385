using MentorMatch.Core.FollowUps;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Tests.Meetings;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.FollowUps;

/// <summary>The preview says what the jobs then do.</summary>
public sealed class FollowUpPreviewTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly MeetingsWorld world = new(database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Preview_OfAStartedMatch_IsWhatTheJobsSendDayByDay()
    {
        var pair = await world.StartedAsync();
        var planned = (await PreviewAsync(pair)).Where(s => s is { Outcome: PreviewOutcome.Planned, Kind.Reader: PlanReader.Both, Kind.Anchor: PlanAnchor.MatchStart })
            .Where(s => s.At < world.Clock.Now.AddDays(80))
            .Select(s => (s.Kind.Name, s.At)).Order().ToList();

        var sent = new List<(string Kind, DateTimeOffset? At)>();
        var before = 0;
        for (var hour = 0; hour < 80 * 24; hour++)
        {
            if (hour % 24 is 0 or 1) await world.RunAsync<AskHowItGoesJob>();
            world.Clock.Advance(TimeSpan.FromHours(1));
            if (hour % 24 != 1) continue;
            var mails = (await world.MailsAsync(pair.Programme.Id)).Where(m => m.Kind.StartsWith("CheckIn", StringComparison.Ordinal)).ToList();
            sent.AddRange(mails.Skip(before).Select(m => (m.Kind, (DateTimeOffset?)m.DueAt)));
            before = mails.Count;
        }

        Assert.Equal(planned.Select(p => p.At).Distinct().Order(), sent.Select(s => s.At).Distinct().Order());
        Assert.All(sent, s => Assert.False(Core.Common.QuietHours.IsQuiet(s.At!.Value)));
    }

    [Fact]
    public async Task Preview_OfEachState_SaysWhyNot()
    {
        var pair = await world.StartedAsync();
        var coordinator = TestData.Coordinator(pair.Programme.Id);
        Assert.Equal("Answered", Why(await PreviewAsync(pair), FollowUpKinds.RequestReminder));

        await world.Get<EndingService>().HoldAsync(coordinator, pair.Match.Id, "Rejse");
        var held = await PreviewAsync(pair);
        Assert.Equal("OnHold", Why(held, FollowUpKinds.Pulse));
        Assert.Equal("OnHold", Why(held, FollowUpKinds.SilenceNudge));
        Assert.DoesNotContain(held, s => s.Outcome == PreviewOutcome.Planned);

        await world.Get<EndingService>().ResumeAsync(coordinator, pair.Match.Id);
        var tried = new ProgrammeSettings { FollowUpsOff = ["Pulse", "CheckInMonthly"] };
        var off = (await world.Get<FollowUpPreviews>().OfAsync(coordinator, pair.Match.Id, tried)).Value;
        Assert.Equal("Off", Why(off, FollowUpKinds.Pulse));
        Assert.Equal(2, off.Count(s => s is { Outcome: PreviewOutcome.Planned, Kind.Name: "CheckInFirst" or "CheckInSecond" }));

        await world.Get<EndingService>().CloseAsync(coordinator, new CloseMatch { MatchId = pair.Match.Id, Reason = Core.Matching.EndReason.TimeIsUp });
        var closing = await PreviewAsync(pair);
        Assert.Equal(PreviewOutcome.Done, closing.Single(s => s.Kind == FollowUpKinds.ClosingQuestions).Outcome);
        Assert.Equal("Over", Why(closing, FollowUpKinds.SilenceTask));
    }

    [Fact]
    public async Task Preview_OfAnotherProgramme_IsNotThere()
    {
        var pair = await world.StartedAsync();

        Assert.False((await world.Get<FollowUpPreviews>().OfAsync(TestData.Coordinator(Guid.NewGuid()), pair.Match.Id)).Succeeded);
        Assert.False((await world.Get<FollowUpPreviews>().OfAsync(TestData.ActorOf(pair.Volunteer), pair.Match.Id)).Succeeded);
    }

    private static string? Why(IReadOnlyList<PreviewStep> steps, FollowUpKind kind) => steps.Last(s => s.Kind == kind).Why;

    private async Task<IReadOnlyList<PreviewStep>> PreviewAsync(MatchedPair pair) =>
        (await world.Get<FollowUpPreviews>().OfAsync(TestData.Coordinator(pair.Programme.Id), pair.Match.Id)).Value;
}
