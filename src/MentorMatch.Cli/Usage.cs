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

          ranking evaluate --train FILE (--test FILE | --folds wave%7) --trainer TRAINER [--against TRAINER]… [--scores-out FILE] [--json]
                                     try a trainer on queries that it has not seen; JSON on standard output
          ranking train --train FILE --trainer TRAINER --version NAME --out FOLDER [--folds wave%7] [--json]
                                     make a model: model.json, metrics.json and model-card.md
          ranking card --model FILE  what a model says of itself, in Markdown
          ranking allocate [--citizens N] [--mentors M] [--capacity C] [--seed S] [--json]
                                     assign and draft shortlists on a made-up network
          ranking bench [--rows N] [--features N] [--queries N] [--trees N] [--leaves N] [--seed S] [--json]
                                     time training and scoring on made-up data

          FILE is --format tsv (columns iid, pid, wave, dec, match and features) or libsvm (beside FILE.query);
          --label dec or match. TRAINER is random, feature:NAME, expert (with --weights FILE), logistic, pairwise,
          lambdamart (with --trees, --leaves, --rate, --rows, --columns, --least-hessian, --regularisation,
          --truncation, --stop-after) or, to evaluate, scores:FILE. --seed N makes it the same again.

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
