// Wrong on purpose: the import rules must find both, in a signature and in the body of a lambda.
#pragma warning disable MA0048, IDE0130
namespace MentorMatch.Planted.Programmes
{
    internal static class MentionsInSignature
    {
        public static Matching.Later? Nothing() => null;
    }

    internal static class MentionsInLambda
    {
        public static Func<string> Name { get; } = () => Matching.Later.Word();
    }
}

namespace MentorMatch.Planted.Matching
{
    internal sealed class Later
    {
        public static string Word() => nameof(Programmes.MentionsInLambda);
    }
}
