using System.Runtime.InteropServices;

namespace MentorMatch.Ranking.Allocation;

/// <summary>One volunteer who may be shown to a waiting citizen; scores compare within one citizen alone.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Candidate(int Mentor, double Score);

/// <summary>Someone who waits, and whom the filters leave for them, in any order.</summary>
public sealed record WaitingCitizen(int WaitingDays, IReadOnlyList<Candidate> Candidates);

/// <summary>What a plan may know of a volunteer.</summary>
/// <param name="TimesShown">On how many shortlists lately.</param>
/// <param name="IsNew">Has not been matched yet.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlannedMentor(int TimesShown, bool IsNew);

/// <summary>A volunteer on a drafted shortlist. <paramref name="IsForExposure"/>: here because new or seldom shown.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Card(int Mentor, double Score, bool IsForExposure);

public sealed record BatchSettings
{
    public static readonly BatchSettings Default = new();

    public int Cards { get; init; } = 5;

    /// <summary>How many of each citizen's candidates, best first, are looked at.</summary>
    public int Top { get; init; } = 50;

    /// <summary>
    /// A volunteer is shown at most so many times as often as the mean, rounded up, where that serves as many. What was shown
    /// lately counts too.
    /// </summary>
    public double ExposureCap { get; init; } = 1.5;

    /// <summary>Of all cards, the share that goes to new or seldom shown volunteers where there are any: one of five.</summary>
    public double ExposureShare { get; init; } = .2;

    /// <summary>
    /// What having been shown as often as the mean takes off a volunteer's worth, as a share of the distance between a
    /// citizen's best and the last who is looked at; twice that for twice as often or more.
    /// </summary>
    public double ExposurePrice { get; init; } = .25;

    /// <summary>Such a volunteer stands at least in this share of the citizen's candidates, from the top.</summary>
    public double QualityFloor { get; init; } = .5;

    /// <summary>Days of waiting after which a citizen weighs twice as much as one who came today; it grows no further than 3 times.</summary>
    public double WaitingDays { get; init; } = 30;
}

/// <summary>Drafted shortlists for all who wait; a coordinator decides.</summary>
/// <param name="Cards">Of each citizen, highest score first.</param>
/// <param name="MostShown">The cap that held: at most so many cards a volunteer, with those shown lately.</param>
/// <param name="Lacking">Cards that could not be filled.</param>
public sealed record DraftedBatch(IReadOnlyList<IReadOnlyList<Card>> Cards, int MostShown, int Lacking);
