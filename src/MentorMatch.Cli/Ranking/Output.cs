using System.Text.Json;
using System.Text.Json.Nodes;
using MentorMatch.Ranking.Data;
using MentorMatch.Ranking.Evaluation;

namespace MentorMatch.Cli.Ranking;

/// <summary>JSON on standard output, and files that are written whole or not at all.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(JsonObject json, TextWriter to, bool compact) =>
        to.WriteLine(compact ? json.ToJsonString() : json.ToJsonString(Indented).ReplaceLineEndings("\n"));

    /// <summary>The mean under the name, and its 95 % intervals beside it: over clusters, and over queries.</summary>
    public static void Add(JsonObject json, string name, Measured measured)
    {
        json[name] = Number(measured.Mean);
        json[$"{name}Interval"] = new JsonArray(Number(measured.OverClusters.Low), Number(measured.OverClusters.High));
        json[$"{name}IntervalOverQueries"] = new JsonArray(Number(measured.OverQueries.Low), Number(measured.OverQueries.High));
    }

    /// <summary>Null for what could not be measured: JSON has no NaN.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(Math.Round(value, 6)) : null;

    /// <summary>A reader never sees half a file: it is written beside the place and then moved there.</summary>
    public static void WriteWhole(string file, string text)
    {
        var beside = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(beside, text);
            File.Move(beside, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(file, $"the file cannot be written ({e.Message.TrimEnd('.')}).");
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
