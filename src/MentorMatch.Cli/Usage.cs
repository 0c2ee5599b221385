namespace MentorMatch.Cli;

internal static class Usage
{
    private const string Text = """
        mentormatch VERB

          migrate                    bring the database's schema up to this version
          seed demo                  fill an empty database with the demonstration
          seed load --volunteers N --citizens M [--seed S]
                                     add many fictional people, the same for the same seed
          backup FILE                write the whole database to FILE
          restore FILE [--replace]   fill an empty database from FILE; --replace empties it first

          ranking evaluate --train FILE (--test FILE | --folds wave%7) --trainer TRAINER [--format tsv|libsvm] [--label dec|match]
                           [--weights FILE] [--against TRAINER]… [--seed N] [--scores-out FILE] [--json]
                                     try a trainer on queries that it has not seen; JSON on standard output
                                     TRAINER: random, feature:NAME, expert, logistic, pairwise, lambdamart or scores:FILE

        All but ranking need the database: the one of ConnectionStrings__MentorMatch, else the private server of MENTORMATCH_DATA.
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
