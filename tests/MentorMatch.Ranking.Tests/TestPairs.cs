using MentorMatch.Ranking.Models;

namespace MentorMatch.Ranking.Tests;

/// <summary>A citizen and a volunteer who can be suggested to each other, to be varied with <c>with</c>.</summary>
internal static class TestPairs
{
    public static readonly GeoPoint Town = new(55.86, 12.36);

    public static RankingModel Model { get; } = RankingModel.FromExpert(ExpertWeights.Default, "test");

    public static CitizenFacts Citizen { get; } = new()
    {
        Id = new Guid("00000000-0000-0000-0000-0000000000c1"),
        Goals = ["FindJob"],
        Languages = [new("da", 4)],
        Times = WeekTimes.Of((DayOfWeek.Monday, PartOfDay.Evening), (DayOfWeek.Tuesday, PartOfDay.Morning)),
    };

    public static VolunteerFacts Volunteer { get; } = new()
    {
        Id = new Guid("00000000-0000-0000-0000-000000000001"),
        IsReady = true,
        Languages = [new("da", 4)],
        Times = WeekTimes.Of((DayOfWeek.Monday, PartOfDay.Evening)),
        Capacity = 1,
        Used = 0,
    };

    public static RankingModel Linear(string version, double[] weights, double[] baselines) => RankingModel.Of(new()
    {
        Version = version,
        Features = [.. FeatureSchema.All.Select(definition => definition.Name)],
        Scorer = new LinearScorer(0, weights, baselines),
        OccupationFit = DefaultFits.Occupation,
        MotivationFit = DefaultFits.Motivation,
    });

    public static Guid IdOf(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>A place that many kilometres north of the town.</summary>
    public static GeoPoint North(double km) => new(Town.Latitude + (km / 111.195), Town.Longitude);
}
