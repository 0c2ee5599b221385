using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MentorMatch.Core.Tests.Cli;

/// <summary>"mentormatch ranking …" as an operator meets it: JSON, one line of refusal, exit codes. No database is there.</summary>
public sealed class RankingVerbTests : IDisposable
{
    private static readonly string[] Metrics = ["ndcg1", "ndcg3", "ndcg5", "ndcg10", "mrr", "auc"];
    private readonly string _folder = Directory.CreateTempSubdirectory("mentormatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("random")]
    [InlineData("feature:a")]
    [InlineData("logistic")]
    [InlineData("pairwise")]
    public async Task Evaluate_EachTrainer_WritesEveryMetricWithItsInterval(string trainer)
    {
        var (code, output, _) = await Verb.RunAsync("ranking", "evaluate", "--train", Table(), "--folds", "wave%7", "--label", "dec", "--trainer", trainer, "--json");

        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(28, json.RootElement.GetProperty("queries").GetInt32());
        Assert.True(json.RootElement.GetProperty("trainSeconds").GetDouble() >= 0);
        Assert.True(json.RootElement.GetProperty("scoreSeconds").GetDouble() >= 0);
        foreach (var metric in Metrics)
        {
            var (mean, interval) = (json.RootElement.GetProperty(metric).GetDouble(), json.RootElement.GetProperty($"{metric}Interval"));
            Assert.InRange(mean, interval[0].GetDouble() - 1e-6, interval[1].GetDouble() + 1e-6);
        }
    }

    [Fact]
    public async Task Evaluate_Expert_TakesItsWeightsAndAnswersAgainstARival()
    {
        var weights = Write("weights.json", """{"a": 2, "b": -0.5}""");

        var (code, output, _) = await Verb.RunAsync(
            "ranking", "evaluate", "--train", Table(), "--test", Table(), "--trainer", "expert", "--weights", weights, "--against", "feature:b", "--scores-out", Path.Combine(_folder, "scores"));
        var (again, fromScores, _) = await Verb.RunAsync("ranking", "evaluate", "--train", Table(), "--test", Table(), "--trainer", $"scores:{Path.Combine(_folder, "scores")}");

        Assert.Equal((0, 0), (code, again));
        using var json = JsonDocument.Parse(output);
        using var second = JsonDocument.Parse(fromScores);
        Assert.True(json.RootElement.GetProperty("against")[0].GetProperty("ndcg5Gain").GetDouble() > 0);
        Assert.Equal(json.RootElement.GetProperty("ndcg5").GetDouble(), second.RootElement.GetProperty("ndcg5").GetDouble());
    }

    [Theory]
    [InlineData("1\t1\t1\t1\t1\tx\t1", "bad.tsv, row 2, column a: \"x\" is not a number.")]
    [InlineData("1\t1\t1\t1\t1\t1", "bad.tsv, row 2, column b: the row has 6 values, the header 7.")]
    [InlineData("1\t1\t1\t1\t1\t1\t1", "bad.tsv, row 2, column iid: 1 has this row only; an order needs at least two.")]
    public async Task Evaluate_BadFile_OneLineAndExitCodeTwo(string row, string expected)
    {
        var file = Write("bad.tsv", $"iid\tpid\twave\tdec\tmatch\ta\tb\n{row}\n");

        var (code, output, errors) = await Verb.RunAsync("ranking", "evaluate", "--train", file, "--folds", "wave%7", "--trainer", "pairwise", "--scores-out", Path.Combine(_folder, "scores"));

        Assert.Equal((2, "", expected), (code, output, errors));
        Assert.False(File.Exists(Path.Combine(_folder, "scores")));
    }

    [Theory]
    [InlineData("--trainer is random, feature:NAME", "--trainer", "magic", "--folds", "wave%7")]
    [InlineData("--folds is wave%N", "--trainer", "random", "--folds", "7")]
    [InlineData("either --test FILE or --folds", "--trainer", "random")]
    [InlineData("there is no feature column z", "--trainer", "feature:z", "--folds", "wave%7")]
    [InlineData("needs --weights", "--trainer", "expert", "--folds", "wave%7")]
    [InlineData("--label is one of", "--trainer", "random", "--folds", "wave%7", "--label", "iid")]
    [InlineData("is not an option", "--trainer", "random", "--fold", "wave%7")]
    [InlineData("--seed is a whole number", "--trainer", "random", "--folds", "wave%7", "--seed", "many")]
    [InlineData("--seed needs a value", "--trainer", "random", "--folds", "wave%7", "--seed")]
    [InlineData("there is no such file", "--trainer", "random", "--test", "nowhere.tsv")]
    public async Task Evaluate_WordsNotUnderstood_OneLineAndExitCodeTwo(string expected, params string[] words)
    {
        var (code, output, errors) = await Verb.RunAsync(["ranking", "evaluate", "--train", Table(), .. words]);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors);
    }

    [Fact]
    public async Task Evaluate_TestWithoutAColumn_NamesIt()
    {
        var test = Write("test.tsv", "iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t1\n1\t2\t1\t0\t1\t1\n");

        var (code, _, errors) = await Verb.RunAsync("ranking", "evaluate", "--train", Table(), "--test", test, "--trainer", "random");

        Assert.Equal((2, "test.tsv, row 1, column b: the column is missing, and the training file has it."), (code, errors));
    }

    private string Table()
    {
        var text = new StringBuilder("iid\tpid\twave\tdec\tmatch\ta\tb\n");
        for (var query = 0; query < 28; query++)
        {
            for (var item = 0; item < 6; item++)
            {
                var a = (query * 7 + item * 5) % 11;
                text.Append(CultureInfo.InvariantCulture, $"{query}\t{item}\t{query / 2}\t{(a > 5 ? 1 : 0)}\t0\t{a}\t{(item % 3 == 0 ? "NaN" : $"{item}")}\n");
            }
        }

        return Write("table.tsv", text.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
