namespace MentorMatch.Ranking.Data;

/// <summary>
/// A file cannot be used; the message is one line that names the file, the row and the column. Rows are counted from 1
/// as a text editor does, so that the header of a tsv is row 1.
/// </summary>
public sealed class BadInputException : Exception
{
    public BadInputException(string file, string problem)
        : base($"{Path.GetFileName(file)}: {problem}")
    {
    }

    public BadInputException(string file, long row, string column, string problem)
        : base($"{Path.GetFileName(file)}, row {row}, column {column}: {problem}") =>
        (Row, Column) = (row, column);

    public long? Row { get; }

    public string? Column { get; }
}
