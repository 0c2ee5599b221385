using System.Globalization;
using MentorMatch.Benchmarks;
using MentorMatch.TestKit;

// Prints the table that stands in docs/benchmarks.md:  dotnet run -c Release --project tests/MentorMatch.Benchmarks -- pages
// The framework finds the pages' folder by itself for test projects alone.
Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_MENTORMATCH_WEB", Path.Combine(RepositoryRoot.Path, "src", "MentorMatch.Web"));
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["pages"]:
        await PageTimes.PrintAsync(Console.Out, volunteers: 0, citizens: 0);
        await PageTimes.PrintAsync(Console.Out, volunteers: 10_000, citizens: 5_000);
        return 0;
    case ["training"]:
        TrainingTimes.PrintShared(Console.Out);
        return 0;
    case ["training", var rows]:
        TrainingTimes.PrintGenerated(Console.Out, int.Parse(rows, CultureInfo.InvariantCulture));
        return 0;
    case ["learning"]:
        LearningTimes.Print(Console.Out);
        return 0;
    case ["suggestions"]:
        await SuggestionTimes.PrintAsync(Console.Out, volunteers: 10_000);
        return 0;
    case ["lighthouse"]:
        await LighthouseScores.PrintAsync(Console.Out);
        return 0;
    case ["year"]:
        NetworkYear.Print(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("benchmarks: pages, lighthouse, suggestions, training, training ROWS, learning, year");
        return 2;
}
