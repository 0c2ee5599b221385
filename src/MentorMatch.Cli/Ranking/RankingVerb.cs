using MentorMatch.Ranking;
using MentorMatch.Ranking.Data;

namespace MentorMatch.Cli.Ranking;

/// <summary>"ranking …": needs no database. 0 when done; 2, with one line on standard error, for words or files that cannot be used.</summary>
internal static class RankingVerb
{
    public static int Run(string[] words)
    {
        try
        {
            return words switch
            {
                ["evaluate", .. var rest] => EvaluateVerb.Run(rest, Console.Out),
                ["train", .. var rest] => TrainVerb.Run(rest, Console.Out),
                ["card", .. var rest] => CardVerb.Run(rest, Console.Out),
                ["allocate", .. var rest] => AllocateVerb.Run(rest, Console.Out),
                ["bench", .. var rest] => BenchVerb.Run(rest, Console.Out),
                _ => throw new UsageException("ranking evaluate, bench, allocate, train or card; see mentormatch help."),
            };
        }
        catch (Exception e) when (e is UsageException or BadInputException or InvalidModelException)
        {
            Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
            return 2;
        }
    }
}
