using FsCheck;
using FsCheck.Fluent;

namespace MentorMatch.Ranking.Tests;

internal static class Property
{
    /// <summary>Runs the check over that many generated cases; a failing assertion shows its case.</summary>
    public static void Over<T>(Arbitrary<T> cases, int count, Action<T> check) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true), Prop.ForAll(cases, check));
}
