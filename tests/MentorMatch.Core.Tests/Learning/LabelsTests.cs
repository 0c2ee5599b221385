using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;

namespace MentorMatch.Core.Tests.Learning;

public sealed class LabelsTests
{
    private static readonly DateTimeOffset Published = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closed = Published.AddDays(3);
    private static readonly DateTimeOffset Met = Published.AddDays(10);

    /// <summary>What happened, and the label it gives: null where nothing can be told.</summary>
    public static TheoryData<string, SuggestionState, int?, ShortlistState, Label?> Cards => new()
    {
        { "never taken up in a draft that was shown", SuggestionState.Proposed, null, ShortlistState.Chosen, null },
        { "taken off by a coordinator before it was shown", SuggestionState.Removed, null, ShortlistState.Published, Label.Rejected },
        { "a place that was gone after it was shown", SuggestionState.Removed, 2, ShortlistState.Chosen, null },
        { "open cards", SuggestionState.Shown, 1, ShortlistState.Published, null },
        { "help asked for", SuggestionState.Shown, 1, ShortlistState.HelpAsked, null },
        { "another was chosen", SuggestionState.NotChosen, 1, ShortlistState.Chosen, Label.NotChosen },
        { "nobody answered before the time ran out", SuggestionState.Shown, 1, ShortlistState.Expired, Label.NotChosen },
        { "chosen before the list went out of use", SuggestionState.NotChosen, 1, ShortlistState.Expired, Label.NotChosen },
        { "none fits", SuggestionState.NotChosen, 3, ShortlistState.NoneFits, Label.Rejected },
        { "passed over, and the cards are open again", SuggestionState.NotChosen, 1, ShortlistState.Published, null },
        { "chosen, and the request was taken back", SuggestionState.Chosen, 1, ShortlistState.Chosen, null },
    };

    [Theory]
    [MemberData(nameof(Cards))]
    public void Of_Card_IsAsTheTableSays(string what, SuggestionState state, int? place, ShortlistState list, Label? expected) =>
        Assert.True(Labels.Of(Outcome(state, place, list), Closed.AddYears(1))?.Label == expected, what);

    [Theory]
    [MemberData(nameof(Cards))]
    public void Of_CardOfADraftThatNobodySaw_HasNone(string what, SuggestionState state, int? place, ShortlistState list, Label? shown)
    {
        Assert.NotNull(what);
        Assert.True(Labels.Of(Outcome(state, place, list) with { PublishedAt = null }, Closed.AddYears(1)) is null, $"{what} {shown}");
    }

    /// <summary>Months from meeting to now and to the end, the last answers of both sides, and the label.</summary>
    public static TheoryData<double, double?, int?, int?, Label> Pairs => new()
    {
        { 0, null, null, null, Label.Met },
        { 2.9, null, 5, 5, Label.Met },
        { 3.1, null, 1, null, Label.ThreeMonths },
        { 12, 2.5, 5, 5, Label.Met },
        { 5.9, null, 5, 5, Label.ThreeMonths },
        { 6.1, null, 4, 4, Label.SixMonthsContent },
        { 6.1, null, 5, 3, Label.ThreeMonths },
        { 6.1, null, 3, 5, Label.ThreeMonths },
        { 6.1, null, 5, null, Label.ThreeMonths },
        { 12, 4, 5, 5, Label.ThreeMonths },
        { 12, 8, 5, 5, Label.SixMonthsContent },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Of_PairThatMet_IsAsLongAsItLasted(double months, double? ended, int? citizen, int? volunteer, Label expected)
    {
        var match = new MatchOutcome { State = MatchState.Started, MetAt = Met, StoppedAt = ended is { } m ? After(m) : null, CitizenAnswer = citizen, VolunteerAnswer = volunteer };

        Assert.Equal(expected, Labels.Of(Outcome(SuggestionState.Chosen, 1, ShortlistState.Chosen) with { Match = match }, After(months))!.Label);
    }

    [Theory]
    [InlineData(MatchState.Requested, null)]
    [InlineData(MatchState.Accepted, null)]
    [InlineData(MatchState.Lapsed, null)]
    [InlineData(MatchState.Declined, Label.Rejected)]
    [InlineData(MatchState.Closing, Label.NotChosen)]
    [InlineData(MatchState.Ended, Label.NotChosen)]
    public void Of_RequestWithoutAMeeting_IsJudgedByWhoSaidNo(MatchState state, Label? expected)
    {
        var match = new MatchOutcome { State = state, StoppedAt = expected is null ? null : Closed.AddDays(1) };

        Assert.Equal(expected, Labels.Of(Outcome(SuggestionState.Chosen, 1, ShortlistState.Chosen) with { Match = match }, Closed.AddYears(1))?.Label);
    }

    [Fact]
    public void Of_WithdrawnRequest_FallsBackToTheCard() =>
        Assert.Equal(Label.NotChosen, Labels.Of(
            Outcome(SuggestionState.NotChosen, 1, ShortlistState.Chosen) with { Match = new() { State = MatchState.Withdrawn } }, Closed.AddYears(1))!.Label);

    [Fact]
    public void Of_SinceWhen_IsWhenTheWorldMadeItSo()
    {
        var match = new MatchOutcome { State = MatchState.Started, MetAt = Met };
        var chosen = Outcome(SuggestionState.Chosen, 1, ShortlistState.Chosen) with { Match = match };

        Assert.Equal(Closed, Labels.Of(Outcome(SuggestionState.NotChosen, 1, ShortlistState.Chosen), Closed.AddYears(1))!.Since);
        Assert.Equal(Met, Labels.Of(chosen, After(1))!.Since);
        Assert.Equal(Met.AddMonths(3), Labels.Of(chosen, After(4))!.Since);
    }

    [Fact]
    public void Propensities_FirstPlaceChosenTwiceAsOften_WeighTheOthersMoreAndAtMostTen()
    {
        // 600 lists of three; the first place has half of the choices.
        var lists = Enumerable.Range(0, 600).Select(i => List(chosen: i % 4 < 2 ? 1 : i % 4)).ToList();
        var propensities = Propensities.Of(lists);

        Assert.Equal(1, propensities.ByPlace[0]);
        Assert.Equal(.5, propensities.ByPlace[1], .02);
        Assert.Equal(2, propensities.WeightOf(3), .1);
        Assert.Equal(1, propensities.WeightOf(null));
        Assert.Equal(Propensities.MostWeight, Propensities.Of(Enumerable.Range(0, 5000).Select(_ => List(chosen: 1))).WeightOf(2));
    }

    private static UsedList List(int chosen) => new(Guid.NewGuid(), Guid.NewGuid(), [.. Enumerable.Range(1, 3).Select(place =>
        new UsedSuggestion(Guid.NewGuid(), place, place == chosen, null, []))]);

    private static DateTimeOffset After(double months) => Met.AddMonths((int)months).AddDays(30 * (months % 1));

    private static SuggestionOutcome Outcome(SuggestionState state, int? place, ShortlistState list) => new()
    {
        State = state,
        ShownPlace = place,
        ListState = list,
        PublishedAt = Published,
        ListClosedAt = Closed,
    };
}
