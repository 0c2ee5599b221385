using System.Collections.Frozen;
using System.Globalization;
using MentorMatch.Core.Common;
using MentorMatch.Ranking;

namespace MentorMatch.Core.Programmes;

/// <summary>
/// About where a postcode lies: its town's centre to a kilometre or two, which is enough to say "4 km from you".
/// A postcode that is not in the table has an unknown place: no distance is told, none is held against anybody.
/// </summary>
public static class Postcodes
{
    // Inner Copenhagen and Frederiksberg have a postcode a street; each range shares one centre.
    private static readonly (int From, int To, GeoPoint Centre)[] Ranges =
    [
        (1000, 1499, new(55.680, 12.580)),
        (1500, 1799, new(55.671, 12.556)),
        (1800, 1999, new(55.677, 12.542)),
    ];

    private static readonly FrozenDictionary<int, GeoPoint> Centres = PostcodeTable.Entries
        .Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', 4))
        .ToFrozenDictionary(
            parts => int.Parse(parts[0], CultureInfo.InvariantCulture),
            parts => new GeoPoint(double.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture)));

    /// <summary>How many postcodes outside the ranges are known.</summary>
    public static int Known => Centres.Count;

    /// <summary>Null where the table does not know it.</summary>
    public static GeoPoint? CentreOf(Postcode postcode)
    {
        if (Centres.TryGetValue(postcode.Number, out var centre)) return centre;
        foreach (var range in Ranges)
        {
            if (postcode.Number >= range.From && postcode.Number <= range.To) return range.Centre;
        }

        return null;
    }
}
