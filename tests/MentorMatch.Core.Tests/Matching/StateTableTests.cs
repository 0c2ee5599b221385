using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Matching;

namespace MentorMatch.Core.Tests.Matching;

/// <summary>Every pair of states, walked: what the table allows goes, everything else is refused and leaves the state as it was.</summary>
public sealed class StateTableTests
{
    private static readonly Actor By = Actor.System("Test");
    private static readonly DateTimeOffset Now = new(2026, 2, 2, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<ShortlistState, ShortlistState> ShortlistPairs => Pairs<ShortlistState>();

    public static TheoryData<SuggestionState, SuggestionState> SuggestionPairs => Pairs<SuggestionState>();

    public static TheoryData<MatchState, MatchState> MatchPairs => Pairs<MatchState>();

    [Theory]
    [MemberData(nameof(ShortlistPairs))]
    public void Shortlist_EachPairOfStates_FollowsTheTable(ShortlistState from, ShortlistState to)
    {
        var list = new Shortlist { ProgrammeId = Guid.NewGuid(), CitizenId = Guid.NewGuid(), CreatedAt = Now, CardOrderSeed = 1, ModelVersion = "v0" };
        foreach (var step in PathTo(Shortlist.Moves, ShortlistState.Draft, from)) Assert.True(Go(list, step).Succeeded);

        Check(Shortlist.Moves, from, to, Go(list, to), () => list.State, list.StateChanges.Take().Count);
    }

    [Theory]
    [MemberData(nameof(SuggestionPairs))]
    public void Suggestion_EachPairOfStates_FollowsTheTable(SuggestionState from, SuggestionState to)
    {
        var suggestion = new Suggestion { ShortlistId = Guid.NewGuid(), ProgrammeId = Guid.NewGuid(), VolunteerId = Guid.NewGuid(), Place = 1 };
        foreach (var step in PathTo(Suggestion.Moves, SuggestionState.Proposed, from)) Assert.True(Go(suggestion, step).Succeeded);

        Check(Suggestion.Moves, from, to, Go(suggestion, to), () => suggestion.State, suggestion.StateChanges.Take().Count);
    }

    [Theory]
    [MemberData(nameof(MatchPairs))]
    public void Match_EachPairOfStates_FollowsTheTable(MatchState from, MatchState to)
    {
        var match = new Match
        {
            ProgrammeId = Guid.NewGuid(),
            ShortlistId = Guid.NewGuid(),
            CitizenId = Guid.NewGuid(),
            VolunteerId = Guid.NewGuid(),
            RequestedAt = Now,
            AnswerBy = Now.AddDays(7),
            Agreement = new Agreement { MeetingsPerMonth = 2, Months = 6, Contact = "Sms", RecordedAt = Now, RecordedBy = "Test" },
        };
        foreach (var step in PathTo(Match.Moves, MatchState.Requested, from)) Assert.True(Go(match, step).Succeeded);

        Check(Match.Moves, from, to, Go(match, to), () => match.State, match.StateChanges.Take().Count);
    }

    [Fact]
    public void Match_AcceptAfterTheDeadline_IsRefused()
    {
        var match = new Match
        {
            ProgrammeId = Guid.NewGuid(),
            ShortlistId = Guid.NewGuid(),
            CitizenId = Guid.NewGuid(),
            VolunteerId = Guid.NewGuid(),
            RequestedAt = Now,
            AnswerBy = Now.AddDays(7),
        };

        Assert.Equal(MatchErrors.RequestLapsed, match.Accept(By, Now.AddDays(7)).Errors[0]);
        Assert.True(match.Accept(By, Now.AddDays(7).AddSeconds(-1)).Succeeded);
    }

    private static void Check<TState>(StateTable<TState> table, TState from, TState to, Result moved, Func<TState> state, int changes)
        where TState : struct, Enum
    {
        Assert.Equal(table.Allows(from, to), moved.Succeeded);
        Assert.Equal(moved.Succeeded ? to : from, state());
        Assert.Equal(PathTo(table, default, from).Count + (moved.Succeeded ? 1 : 0), changes);
    }

    private static Result Go(Shortlist list, ShortlistState to) => to switch
    {
        ShortlistState.Published when list.State == ShortlistState.Draft => list.Publish(By, Now, 21),
        ShortlistState.Published => list.Reopen(By, Now, "Test", 21),
        ShortlistState.Chosen => list.Choose(By, Now),
        ShortlistState.NoneFits => list.NoneFits(By, Now),
        ShortlistState.HelpAsked => list.AskForHelp(By, Now),
        ShortlistState.Expired => list.Expire(By, Now, "Test"),
        _ => MatchErrors.ShortlistMovedOn,
    };

    private static Result Go(Suggestion suggestion, SuggestionState to) => to switch
    {
        SuggestionState.Proposed => suggestion.PutBack(By, Now),
        SuggestionState.Approved => suggestion.Approve(By, Now),
        SuggestionState.Removed => suggestion.Remove(By, Now, "Test"),
        SuggestionState.Shown when suggestion.State == SuggestionState.Approved => suggestion.Show(By, Now, 1),
        SuggestionState.Shown => suggestion.ShowAgain(By, Now, "Test"),
        SuggestionState.Chosen => suggestion.Choose(By, Now),
        _ => suggestion.PassOver(By, Now),
    };

    private static Result Go(Match match, MatchState to) => to switch
    {
        MatchState.Accepted => match.Accept(By, Now),
        MatchState.Started when match.State == MatchState.OnHold => match.Resume(By, Now),
        MatchState.Started => match.Start(By, Now),
        MatchState.OnHold => match.Hold(By, Now, "Test"),
        MatchState.Closing => match.Close(By, Now, EndReason.Other, "Test"),
        MatchState.Ended => match.End(By, Now),
        MatchState.Declined => match.Decline(By, Now, "Test"),
        MatchState.Lapsed => match.Lapse(By, Now),
        MatchState.Withdrawn => match.Withdraw(By, Now, "Test"),
        _ => MatchErrors.NotPossibleNow,
    };

    /// <summary>The shortest way to a state by allowed moves.</summary>
    private static List<TState> PathTo<TState>(StateTable<TState> table, TState start, TState goal)
        where TState : struct, Enum
    {
        var paths = new Dictionary<TState, List<TState>> { [start] = [] };
        var open = new Queue<TState>([start]);
        while (!paths.ContainsKey(goal) && open.TryDequeue(out var at))
        {
            foreach (var (_, to) in table.Moves.Where(m => m.From.Equals(at) && !paths.ContainsKey(m.To)))
            {
                paths[to] = [.. paths[at], to];
                open.Enqueue(to);
            }
        }

        return paths[goal];
    }

    private static TheoryData<TState, TState> Pairs<TState>()
        where TState : struct, Enum
    {
        var data = new TheoryData<TState, TState>();
        foreach (var from in Enum.GetValues<TState>())
        {
            foreach (var to in Enum.GetValues<TState>()) data.Add(from, to);
        }

        return data;
    }
}
