namespace MentorMatch.Ranking.Models;

/// <summary>
/// What turns features into a score: linear or trees. Immutable and safe to share between threads. Features are in the
/// order of the table or schema that it was trained for; NaN is unknown.
/// </summary>
public interface IScorer
{
    int Features { get; }

    /// <summary>The score that contributions are counted from.</summary>
    double BaseScore { get; }

    double Score(ReadOnlySpan<double> values);

    /// <summary>Exact amounts, one a feature: with <see cref="BaseScore"/> they add up to the score.</summary>
    void Contribute(ReadOnlySpan<double> values, Span<double> amounts);

    /// <summary>Many rows at once, given column by column.</summary>
    void ScoreColumns(float[][] columns, Span<double> scores);

    /// <summary>Many rows at once, given row by row.</summary>
    void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores);
}
