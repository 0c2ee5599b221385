namespace MentorMatch.Cli;

internal static class Usage
{
    private const string Text = """
        mentormatch VERB

          migrate                    bring the database's schema up to this version
          backup FILE                write the whole database to FILE
          restore FILE [--replace]   fill an empty database from FILE; --replace empties it first

        The database is the one of ConnectionStrings__MentorMatch, else the private server of MENTORMATCH_DATA.
        """;

    public static int Print(TextWriter to)
    {
        to.WriteLine(Text);
        return 0;
    }

    public static int Refuse(IEnumerable<string> words)
    {
        Console.Error.WriteLine($"Not understood: {string.Join(' ', words)}");
        Print(Console.Error);
        return 2;
    }
}
