using System.Text.Json;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Training;
using MentorMatch.Ranking.Trees;

namespace MentorMatch.Cli.Ranking;

/// <summary>A trainer by its name on the command line.</summary>
internal static class TrainerOptions
{
    public static readonly string Words = $"random, feature:NAME, expert, logistic, pairwise or {string.Join(" or ", TreeTrainers.ByName.Keys.Select(name => name.ToLowerInvariant()))}";

    public static readonly string[] Names =
        ["--trainer", "--weights", "--seed", "--trees", "--leaves", "--rate", "--rows", "--columns", "--least-hessian", "--regularisation", "--truncation", "--stop-after"];

    public static ITrainer Of(string name, Options options, RankingTable table)
    {
        var weights = Weights(options, table);
        return name switch
        {
            "random" => new RandomTrainer(),
            "expert" when weights is null => throw new UsageException("--trainer expert needs --weights FILE."),
            "expert" => new ExpertTrainer(weights),
            "logistic" => new LogisticTrainer(LogisticKind.Pointwise, weights),
            "pairwise" => new LogisticTrainer(LogisticKind.Pairwise, weights),
            _ when TreeTrainers.ByName.TryGetValue(name, out var trees) => trees(Trees(options), false),
            _ when name.StartsWith("feature:", StringComparison.Ordinal) => Feature(name["feature:".Length..], table),
            _ => throw new UsageException($"--trainer is {Words}, not {name}."),
        };
    }

    private static LambdaMartSettings Trees(Options options)
    {
        var usual = new LambdaMartSettings();
        return new()
        {
            Trees = options.Number("--trees", usual.Trees, 1, 100_000),
            Leaves = options.Number("--leaves", usual.Leaves, 2, 64),
            LearningRate = options.Share("--rate", usual.LearningRate),
            RowShare = options.Share("--rows", usual.RowShare),
            ColumnShare = options.Share("--columns", usual.ColumnShare),
            LeastHessian = options.Amount("--least-hessian", usual.LeastHessian),
            Regularisation = options.Amount("--regularisation", usual.Regularisation),
            Truncation = options.Number("--truncation", usual.Truncation, 1, 1_000_000),
            StopAfter = options.Number("--stop-after", usual.StopAfter, 0, 100_000),
        };
    }

    private static FeatureTrainer Feature(string feature, RankingTable table) => table.Features.Contains(feature)
        ? new(feature)
        : throw new UsageException($"feature:{feature}: there is no feature column {feature}.");

    private static Dictionary<string, double>? Weights(Options options, RankingTable table)
    {
        if (options.Find("--weights") is not { } file) return null;
        Dictionary<string, double> weights;
        try
        {
            weights = JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(file)) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            var (row, column) = ((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
            throw new BadInputException(file, row, $"{column}", "weights are a JSON object of column and number.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(file, "the file cannot be read.");
        }

        var unknown = weights.Keys.FirstOrDefault(name => !table.Features.Contains(name));
        if (unknown is not null) throw new BadInputException(file, 1, unknown, "there is no such feature column in the training file.");
        var infinite = weights.FirstOrDefault(entry => !double.IsFinite(entry.Value)).Key;
        return infinite is null ? weights : throw new BadInputException(file, 1, infinite, "the weight is infinite.");
    }
}
