namespace MentorMatch.Ranking.Allocation;

/// <summary>How evenly volunteers are shown.</summary>
public static class Exposure
{
    /// <summary>Of those who could have been shown, the share that never was.</summary>
    public static double NeverShown(IReadOnlyCollection<int> timesShown)
    {
        ArgumentNullException.ThrowIfNull(timesShown);
        return timesShown.Count == 0 ? 0 : timesShown.Count(times => times == 0) / (double)timesShown.Count;
    }

    /// <summary>0 where all are shown as often; towards 1 where one is shown always and the others never.</summary>
    public static double Gini(IReadOnlyCollection<int> timesShown)
    {
        ArgumentNullException.ThrowIfNull(timesShown);
        var (total, weighted, place) = (0d, 0d, 0);
        foreach (var times in timesShown.Order())
        {
            total += times;
            weighted += times * (double)++place;
        }

        return total == 0 ? 0 : (2 * weighted / (place * total)) - ((place + 1d) / place);
    }
}
