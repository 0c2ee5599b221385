using MentorMatch.Ranking.Training;

namespace MentorMatch.Ranking.Trees;

/// <summary>The trainers of trees that this build has, by the name that the command line and models know them by.</summary>
public static class TreeTrainers
{
    /// <summary>In the order in which they are tried; from settings, and whether all is done on the caller's own thread.</summary>
    public static IReadOnlyDictionary<string, Func<LambdaMartSettings, bool, ITrainer>> ByName { get; } = new Dictionary<string, Func<LambdaMartSettings, bool, ITrainer>>(StringComparer.OrdinalIgnoreCase)
    {
        ["LambdaMart"] = (settings, oneThread) => new LambdaMartTrainer(settings, oneThread),
    };
}
