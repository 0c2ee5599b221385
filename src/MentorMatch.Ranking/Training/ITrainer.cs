using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Models;

namespace MentorMatch.Ranking.Training;

/// <summary>Makes a scorer from graded queries. The same table and seed give the same scorer, to the last bit.</summary>
public interface ITrainer
{
    IScorer Train(RankingTable table, int seed);
}
