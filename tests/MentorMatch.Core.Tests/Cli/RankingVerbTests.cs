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
    [InlineData("pid\twave\tdec\tmatch\ta", "bad.tsv, row 1, column iid: the column is missing from the header.")]
    [InlineData("iid\tpid\twave\tdec\tmatch", "bad.tsv, row 1, column 5: there is no feature column.")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t0\t1\t1\n1\t2\t1\t0\t1\t1", "bad.tsv, row 2, column dec: no row of the file has a grade above 0.")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t-inf\n1\t2\t1\t0\t1\t1", "bad.tsv, row 2, column a: \"-inf\" is infinite or too large.")]
    [InlineData("iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\t1\t1", "bad.tsv, row 2, column 7: the row has 7 values, the header 6.")]
    public async Task EvaluateAndTrain_BadFile_SayTheSameLineAndWriteNothing(string text, string expected)
    {
        var file = Write("bad.tsv", text);

        var evaluated = await Verb.RunAsync("ranking", "evaluate", "--train", file, "--folds", "wave%7", "--trainer", "lambdamart", "--scores-out", Path.Combine(_folder, "scores"));
        var trained = await Verb.RunAsync("ranking", "train", "--train", file, "--trainer", "logistic", "--version", "v9", "--out", Path.Combine(_folder, "model"));

        Assert.Equal((2, "", expected), evaluated);
        Assert.Equal((2, "", expected), trained);
        Assert.Equal(["bad.tsv"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
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

    [Theory]
    [InlineData("pairwise", "Largest weights")]
    [InlineData("lambdamart", "5 trees of at most")]
    public async Task Train_ThenCard_MakesTheSameModelTwiceAndNeverWritesOverOne(string trainer, string inCard)
    {
        var (one, two) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "two"));
        string[] words = ["ranking", "train", "--train", Table(), "--trainer", trainer, "--version", "v9", "--seed", "3", "--trees", "5", "--leaves", "8", "--out"];

        var first = await Verb.RunAsync([.. words, one]);
        var second = await Verb.RunAsync([.. words, two]);
        var again = await Verb.RunAsync([.. words, one]);
        var card = await Verb.RunAsync("ranking", "card", "--model", one);

        Assert.Equal((0, 0, 2, 0), (first.Code, second.Code, again.Code, card.Code));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(one, "model.json")), await File.ReadAllBytesAsync(Path.Combine(two, "model.json")));
        Assert.Equal(card.Output, (await File.ReadAllTextAsync(Path.Combine(one, "model-card.md"))).Trim());
        Assert.Contains(inCard, card.Output, StringComparison.Ordinal);
        Assert.Equal(["one", "table.tsv", "two"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Train_BadFile_LeavesNothingBehind()
    {
        var bad = Write("bad.tsv", "iid\tpid\twave\tdec\tmatch\ta\n1\t1\t1\t1\t1\tx\n");

        var (code, _, _) = await Verb.RunAsync("ranking", "train", "--train", bad, "--trainer", "pairwise", "--version", "v9", "--out", Path.Combine(_folder, "one"));

        Assert.Equal(2, code);
        Assert.Equal(["bad.tsv"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Card_NotAModel_OneLineAndExitCodeTwo()
    {
        var (code, output, errors) = await Verb.RunAsync("ranking", "card", "--model", Write("model.json", "{}"));

        Assert.Equal((2, ""), (code, output));
        Assert.DoesNotContain('\n', errors);
    }

    [Fact]
    public async Task Allocate_SmallNetwork_IsAtLeastAsGoodAsGreedyAndTheSameAgain()
    {
        var (code, output, _) = await Verb.RunAsync("ranking", "allocate", "--citizens", "60", "--mentors", "40", "--capacity", "2", "--seed", "5", "--json");

        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        var assignment = json.RootElement.GetProperty("assignment");
        Assert.Equal(60, assignment.GetProperty("assigned").GetInt32());
        Assert.True(assignment.GetProperty("worth").GetDouble() >= assignment.GetProperty("greedyWorth").GetDouble());
        Assert.True(json.RootElement.GetProperty("shortlists").GetProperty("gini").GetDouble() < json.RootElement.GetProperty("shortlists").GetProperty("naiveGini").GetDouble());
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
