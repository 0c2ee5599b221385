using System.Text.Json;
using System.Text.Json.Nodes;
using MentorMatch.Ranking;
using MentorMatch.Ranking.Data;

namespace MentorMatch.Cli.Ranking;

/// <summary>"ranking card": what a model file says of itself, in Markdown on standard output.</summary>
internal static class CardVerb
{
    public static int Run(string[] words, TextWriter to)
    {
        var options = new Options(words, ["--model"], []);
        var file = options.Get("--model");
        if (Directory.Exists(file)) file = Path.Combine(file, "model.json");
        if (!File.Exists(file)) throw new BadInputException(file, "there is no such file.");
        var model = RankingModelFile.TrainedFromJson(File.ReadAllText(file));
        to.Write(ModelCard.Of(model, Metrics(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "metrics.json"))));
        return 0;
    }

    private static JsonObject? Metrics(string file)
    {
        try
        {
            return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) as JsonObject : null;
        }
        catch (JsonException e)
        {
            throw new BadInputException(file, (e.LineNumber ?? 0) + 1, $"{(e.BytePositionInLine ?? 0) + 1}", "this is not JSON.");
        }
    }
}
