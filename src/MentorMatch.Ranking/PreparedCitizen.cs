namespace MentorMatch.Ranking;

/// <summary>What is worked out once a citizen, so that thousands of candidates cost no lookups of pairs of keys.</summary>
internal sealed class PreparedCitizen
{
    private readonly Dictionary<string, (double Best, double Mean)> _occupations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _motivations = new(StringComparer.Ordinal);

    public PreparedCitizen(CitizenFacts citizen, FitTable occupationFit, FitTable motivationFit)
    {
        Facts = citizen;
        Approaches = [.. citizen.WishedApproaches.OrderBy(entry => entry.Key, StringComparer.Ordinal)];
        if (citizen.Goals.Count == 0)
        {
            return;
        }

        foreach (var field in occupationFit.Keys)
        {
            var fits = citizen.Goals.Select(goal => occupationFit.Fit(field, goal)).ToArray();
            _occupations[field] = (fits.Max(), fits.Average());
        }

        foreach (var motivation in motivationFit.Keys)
        {
            _motivations[motivation] = [.. citizen.Goals.Select(goal => motivationFit.Fit(motivation, goal))];
        }
    }

    public CitizenFacts Facts { get; }

    public KeyValuePair<string, string>[] Approaches { get; }

    public (double Best, double Mean) OccupationFit(string? field)
    {
        if (field is null || Facts.Goals.Count == 0)
        {
            return (double.NaN, double.NaN);
        }

        return _occupations.GetValueOrDefault(field);
    }

    public (double Best, double Mean) MotivationFit(KeySet motivations)
    {
        var goals = Facts.Goals.Count;
        if (goals == 0 || motivations.Count == 0)
        {
            return (double.NaN, double.NaN);
        }

        double best = 0, sum = 0;
        for (var goal = 0; goal < goals; goal++)
        {
            var highest = 0d;
            for (var i = 0; i < motivations.Count; i++)
            {
                if (_motivations.TryGetValue(motivations[i], out var fits))
                {
                    highest = Math.Max(highest, fits[goal]);
                }
            }

            best = Math.Max(best, highest);
            sum += highest;
        }

        return (best, sum / goals);
    }
}
