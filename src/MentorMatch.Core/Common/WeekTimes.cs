namespace MentorMatch.Core.Common;

public enum PartOfDay
{
    Morning,
    Afternoon,
    Evening,
}

/// <summary>
/// When in a week somebody can meet: seven days of three parts, Monday morning in the lowest of 21 bits.
/// </summary>
public readonly record struct WeekTimes
{
    public const int AllBits = (1 << 21) - 1;

    public WeekTimes(int mask)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mask);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mask, AllBits);
        Mask = mask;
    }

    public static WeekTimes None { get; } = new(0);

    public int Mask { get; }

    public bool IsEmpty => Mask == 0;

    public int Count => int.PopCount(Mask);

    public static int BitOf(DayOfWeek day, PartOfDay part) => (((((int)day + 6) % 7) * 3) + (int)part);

    public static WeekTimes Of(params (DayOfWeek Day, PartOfDay Part)[] times) =>
        new(times.Aggregate(0, (mask, time) => mask | (1 << BitOf(time.Day, time.Part))));

    public bool Contains(DayOfWeek day, PartOfDay part) => (Mask & (1 << BitOf(day, part))) != 0;

    public WeekTimes Common(WeekTimes other) => new(Mask & other.Mask);
}
