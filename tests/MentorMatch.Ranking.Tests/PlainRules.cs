namespace MentorMatch.Ranking.Tests;

/// <summary>
/// The rules written a second time, straight from their wording and sharing no code with the product, to check it by.
/// </summary>
internal static class PlainRules
{
    public static HashSet<ExclusionReason> Broken(CitizenFacts c, VolunteerFacts v)
    {
        HashSet<ExclusionReason> broken = [];
        Note(ExclusionReason.NotReady, v.IsReady is false);
        Note(ExclusionReason.RequirementMissing, v.Requirements.Any(check => !check.Met));
        Note(ExclusionReason.NoFreeCapacity, v.Capacity - v.Used < 1);
        Note(ExclusionReason.ReservationOfCitizen, c.Reservations.Intersect(v.Traits.Append(v.OccupationField ?? "-")).Any());
        Note(ExclusionReason.ReservationOfVolunteer, v.Reservations.Intersect(c.Traits.Concat(c.TargetGroups).Concat(c.Goals)).Any());
        Note(ExclusionReason.NoCommonLanguage, !c.Languages.Select(l => l.Code).Intersect(v.Languages.Select(l => l.Code)).Any());
        Note(ExclusionReason.NoCommonTime, (c.Times.Mask & v.Times.Mask) == 0);
        Note(ExclusionReason.WantedGender,
            (c.WantedGender is { } wish && v.Gender != wish) || (v.WantedGender is { } theirs && c.Gender != theirs));
        Note(ExclusionReason.TooFar, Km(c, v) is { } km && (km > c.DistanceCapKm || km > v.DistanceCapKm));
        Note(ExclusionReason.ConflictOfInterest, v.ConflictOfInterest);
        Note(ExclusionReason.EarlierNo, v.EarlierNo);
        return broken;

        void Note(ExclusionReason reason, bool holds)
        {
            if (holds)
            {
                broken.Add(reason);
            }
        }
    }

    /// <summary>By the angle between the two places as vectors, not by haversine.</summary>
    public static double? Km(CitizenFacts c, VolunteerFacts v)
    {
        if (c.Location is not { } a || v.Location is not { } b)
        {
            return null;
        }

        var (ax, ay, az) = Vector(a);
        var (bx, by, bz) = Vector(b);
        var (cx, cy, cz) = ((ay * bz) - (az * by), (az * bx) - (ax * bz), (ax * by) - (ay * bx));
        return 6371.0088 * Math.Atan2(Math.Sqrt((cx * cx) + (cy * cy) + (cz * cz)), (ax * bx) + (ay * by) + (az * bz));
    }

    private static (double X, double Y, double Z) Vector(GeoPoint point)
    {
        var (lat, lon) = (point.Latitude * Math.PI / 180, point.Longitude * Math.PI / 180);
        return (Math.Cos(lat) * Math.Cos(lon), Math.Cos(lat) * Math.Sin(lon), Math.Sin(lat));
    }
}
