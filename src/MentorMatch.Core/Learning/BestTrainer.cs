using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;
using MentorMatch.Ranking.Models;
using MentorMatch.Ranking.Training;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Core.Learning;

/// <summary>
/// Pairwise logistic regression from the expert weights; with enough citizens trees are tried beside it, and taken only
/// where they are surely better inside the table that is given. Fairness features are hidden from both: how much new and
/// idle mentors are lifted is for people to say, so the linear model keeps the experts' weights for them. All is done on the
/// caller's own thread.
/// </summary>
internal sealed class BestTrainer(IReadOnlyDictionary<string, double> expert, int fewestForTrees = BestTrainer.FewestForTrees) : ITrainer
{
    /// <summary>With fewer, trees were behind on real decisions; trying them would only cost time.</summary>
    public const int FewestForTrees = 1000;

    private const int InnerFolds = 3;

    private static readonly HashSet<string> Fairness =
        [.. Ranking.FeatureSchema.All.Where(feature => feature.Group == Ranking.FeatureGroup.Fairness).Select(feature => feature.Name)];

    public IScorer Train(RankingTable table, int seed) => TrainNamed(table, seed).Scorer;

    /// <returns>The scorer and what trained it: Pairwise, or a name of <see cref="TreeTrainers"/>.</returns>
    public (string Trainer, IScorer Scorer) TrainNamed(RankingTable table, int seed)
    {
        var seen = table.Hiding(Fairness);
        (string Name, ITrainer Trainer) best = ("Pairwise", new LogisticTrainer(LogisticKind.Pairwise, expert, oneThread: true));
        if (Enumerable.Range(0, table.Queries).Select(table.ClusterOf).Distinct().Count() >= fewestForTrees)
        {
            foreach (var (name, make) in TreeTrainers.ByName)
            {
                var trees = make(new LambdaMartSettings { StopAfter = 10 }, true);
                if (IsBetter(trees, best.Trainer, seen, seed)) best = (name, trees);
            }
        }

        return (best.Name, best.Trainer.Train(seen, seed));
    }

    private static bool IsBetter(ITrainer challenger, ITrainer best, RankingTable table, int seed)
    {
        var tried = Evaluator.Evaluate(table, Evaluator.CrossValidate(challenger, table, InnerFolds, seed).Scores, seed);
        var known = Evaluator.Evaluate(table, Evaluator.CrossValidate(best, table, InnerFolds, seed).Scores, seed);
        return tried.GainOver(known, "ndcg5").OverClusters.Low > 0;
    }
}
