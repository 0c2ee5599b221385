using System.Numerics;

namespace MentorMatch.Ranking;

public enum PartOfDay
{
    Morning,
    Afternoon,
    Evening,
}

/// <summary>
/// The parts of a week in which somebody can meet: 21 bits, bit = weekday × 3 + part of day, Monday first.
/// </summary>
public readonly record struct WeekTimes
{
    public const int Slots = 21;
    private const int EveryMorning = 0b001_001_001_001_001_001_001;

    public WeekTimes(int mask)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mask);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mask, 1 << Slots);
        Mask = mask;
    }

    public int Mask { get; }

    public int Count => BitOperations.PopCount((uint)Mask);

    /// <summary>How many weekdays have at least one time.</summary>
    public int Weekdays =>
        BitOperations.PopCount((uint)((Mask | (Mask >> 1) | (Mask >> 2)) & EveryMorning));

    public static WeekTimes None => default;

    public static WeekTimes Of(params ReadOnlySpan<(DayOfWeek Day, PartOfDay Part)> times)
    {
        var mask = 0;
        foreach (var (day, part) in times)
        {
            mask |= 1 << BitOf(day, part);
        }

        return new WeekTimes(mask);
    }

    public bool Includes(DayOfWeek day, PartOfDay part) => (Mask & (1 << BitOf(day, part))) != 0;

    public WeekTimes CommonWith(WeekTimes other) => new(Mask & other.Mask);

    public int CountOf(PartOfDay part) => BitOperations.PopCount((uint)(Mask & (EveryMorning << (int)part)));

    private static int BitOf(DayOfWeek day, PartOfDay part) => (((int)day + 6) % 7 * 3) + (int)part;
}
