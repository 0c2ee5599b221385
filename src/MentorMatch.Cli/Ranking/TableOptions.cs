using MentorMatch.Ranking.Data;

namespace MentorMatch.Cli.Ranking;

/// <summary>--format, --label and the files that they are about.</summary>
internal static class TableOptions
{
    public static readonly string[] Names = ["--train", "--format", "--label"];

    public static RankingTable Read(Options options, string file)
    {
        // Both are checked before anything is read.
        var label = options.OneOf("--label", "dec", "dec", "match");
        return FormatOf(options) == "tsv" ? TsvFile.Read(file, label) : LibsvmFile.Read(file);
    }

    public static RankingTable ReadLike(Options options, string file, RankingTable like) =>
        Read(options, file).WithFeatures(like.Features, file, missingIsZero: FormatOf(options) == "libsvm");

    private static string FormatOf(Options options) => options.OneOf("--format", "tsv", "tsv", "libsvm");
}
