using System.Runtime.CompilerServices;

namespace MentorMatch.Ranking;

/// <summary>Numbers that cannot be are refused where they come in.</summary>
internal static class Require
{
    public static int NotNegative(int value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return value;
    }

    public static double? NotNegative(double? value, [CallerMemberName] string name = "") =>
        value is null or (>= 0 and < double.PositiveInfinity)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "The number is finite and not negative.");
}
