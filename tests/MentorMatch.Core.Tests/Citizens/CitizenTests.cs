using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Citizens;

public sealed class CitizenTests
{
    private static readonly DateTimeOffset Now = new FakeClock().Now;
    private static readonly Actor By = Actor.System("Test");

    /// <summary>To every state but the first: nobody is invited a second time, and nothing says so.</summary>
    public static TheoryData<CitizenState, CitizenState> Moves
    {
        get
        {
            var all = Enum.GetValues<CitizenState>();
            var pairs = new TheoryData<CitizenState, CitizenState>();
            foreach (var (from, to) in all.SelectMany(from => all.Skip(1).Select(to => (from, to)))) pairs.Add(from, to);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void Move_BetweenAnyTwoStates_SucceedsWhereTheTableAllowsIt(CitizenState from, CitizenState to)
    {
        var citizen = TestData.CitizenIn(from, TestData.Programme(), Now).Citizen;
        citizen.StateChanges.Take();

        var moved = MoveTo(citizen, to);

        Assert.Equal(Citizen.Moves.Allows(from, to), moved.Succeeded);
        Assert.Equal(moved.Succeeded ? to : from, citizen.State);
        Assert.Equal(moved.Succeeded ? [(from.ToString(), to.ToString())] : [], citizen.StateChanges.Take().Select(c => (c.From, c.To)));
    }

    [Fact]
    public void FinishWishes_First_StartsTheWait()
    {
        var citizen = TestData.CitizenIn(CitizenState.Invited, TestData.Programme(), Now).Citizen;

        citizen.FinishWishes(By, Now.AddHours(1));

        Assert.Equal(Now.AddHours(1), citizen.WaitingSince);
        Assert.Equal(Now.AddHours(1), citizen.Wishes.SentAt);
    }

    [Fact]
    public void FinishWishes_SentBefore_ChangesNothing()
    {
        var citizen = TestData.CitizenIn(CitizenState.Choosing, TestData.Programme(), Now).Citizen;

        Assert.True(citizen.FinishWishes(By, Now.AddDays(1)).Succeeded);

        Assert.Equal(CitizenState.Choosing, citizen.State);
        Assert.Equal(Now, citizen.Wishes.SentAt);
    }

    [Fact]
    public void Match_WhileChoosing_EndsTheWait()
    {
        var citizen = TestData.CitizenIn(CitizenState.Choosing, TestData.Programme(), Now).Citizen;

        citizen.Match(By, Now.AddDays(1));

        Assert.Null(citizen.WaitingSince);
    }

    private static Result MoveTo(Citizen citizen, CitizenState to) => to switch
    {
        CitizenState.WishesDone when citizen.State == CitizenState.Invited => citizen.FinishWishes(By, Now),
        CitizenState.WishesDone => citizen.WaitForSuggestions(By, Now, null),
        CitizenState.Choosing when citizen.State == CitizenState.Matched => citizen.ChooseAgain(By, Now, null),
        CitizenState.Choosing => citizen.StartChoosing(By, Now),
        CitizenState.Matched => citizen.Match(By, Now),
        CitizenState.Completed => citizen.Complete(By, Now, null),
        _ => citizen.Leave(By, Now, null),
    };
}
