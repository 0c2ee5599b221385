using MentorMatch.Core.Citizens;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>What a citizen may know of a volunteer before both said yes. The same fields on every card.</summary>
public sealed record MentorCard
{
    public required Guid SuggestionId { get; init; }

    public required string FirstName { get; init; }

    public required int? BirthYear { get; init; }

    public required string? OccupationField { get; init; }

    public required double? DistanceKm { get; init; }

    public required IReadOnlyList<string> Interests { get; init; }

    public required IReadOnlyList<LanguageSkill> Languages { get; init; }

    /// <summary>The times that suit both.</summary>
    public required WeekTimes CommonTimes { get; init; }

    public required string? Presentation { get; init; }

    public required IReadOnlyList<SuggestionReason> Reasons { get; init; }
}

/// <summary>Makes cards of suggestions, for the citizen and for a coordinator who looks ahead.</summary>
internal static class MentorCards
{
    /// <summary>In the order of the suggestions.</summary>
    public static async Task<IReadOnlyList<MentorCard>> ReadAsync(
        AppDbContext db, Citizen citizen, IReadOnlyList<Suggestion> suggestions, CancellationToken ct)
    {
        var ids = suggestions.Select(s => s.VolunteerId).ToList();
        var people = await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        var home = citizen.Wishes.Postcode is { } postcode ? Postcodes.CentreOf(postcode) : null;
        return [.. suggestions.Select(card => CardOf(card, people[card.VolunteerId], citizen, home))];
    }

    private static MentorCard CardOf(Suggestion card, Volunteer volunteer, Citizen citizen, Ranking.GeoPoint? home)
    {
        var guide = volunteer.Guide;
        var there = guide.Postcode is { } postcode ? Postcodes.CentreOf(postcode) : null;
        return new MentorCard
        {
            SuggestionId = card.Id,
            FirstName = volunteer.FirstName,
            BirthYear = guide.BirthYear,
            OccupationField = guide.OccupationField,
            DistanceKm = home is { } a && there is { } b ? a.DistanceKmTo(b) : null,
            Interests = guide.Likes,
            Languages = guide.Languages,
            CommonTimes = guide.Times.Common(citizen.Wishes.Times),
            Presentation = guide.Presentation,
            Reasons = card.Reasons,
        };
    }
}
