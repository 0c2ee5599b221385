using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

/// <summary>A move in a volunteer's history.</summary>
public sealed record VolunteerMove(VolunteerState From, VolunteerState To, DateTimeOffset At, string ByName, string? Reason);

/// <summary>A volunteer as the coordinators of the programme see them.</summary>
public sealed record VolunteerDetails
{
    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required LocalText ProgrammeName { get; init; }
    public required ProgrammeSettings Settings { get; init; }
    public required VolunteerState State { get; init; }
    public required string FullName { get; init; }
    public required string Email { get; init; }
    public required string Phone { get; init; }
    public required string Language { get; init; }
    public required string Source { get; init; }
    public required string? SourceDetail { get; init; }
    public required bool WantsInformationMeeting { get; init; }
    public required string? Motivation { get; init; }
    public required int Capacity { get; init; }
    public required int Used { get; init; }
    public required DateTimeOffset AppliedAt { get; init; }
    public required DateTimeOffset? ConfidentialitySignedAt { get; init; }
    public required DateOnly? CertificateValidUntil { get; init; }
    public required DateTimeOffset? TrainingCompletedAt { get; init; }
    public required string? TrainingExemptionReason { get; init; }
    public required DateTimeOffset? GuideSavedAt { get; init; }
    public required DateTimeOffset? GuideApprovedAt { get; init; }
    public required string? GuideApprovedBy { get; init; }

    /// <summary>What stands between the volunteer and Ready.</summary>
    public required IReadOnlyList<Error> Missing { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<VolunteerMove> History { get; init; }

    public bool TakesPart => State is not (VolunteerState.Left or VolunteerState.Declined);

    public bool Can(VolunteerState to) => Volunteer.Moves.Allows(State, to);
}

/// <summary>The match guide with what its form needs.</summary>
public sealed record MatchGuideDetails
{
    public required Guid VolunteerId { get; init; }
    public required string FullName { get; init; }
    public required VolunteerState State { get; init; }
    public required LocalText ProgrammeName { get; init; }
    public required IReadOnlyList<ProgrammeQuestion> Questions { get; init; }
    public required IReadOnlyList<TargetGroup> TargetGroups { get; init; }
    public required MatchGuideInput Input { get; init; }
    public required string? Motivation { get; init; }
    public required int Revision { get; init; }
    public required DateTimeOffset? SavedAt { get; init; }
    public required string? SavedBy { get; init; }
    public required DateTimeOffset? ApprovedAt { get; init; }
    public required string? ApprovedBy { get; init; }
    public required IReadOnlyList<Error> Missing { get; init; }
}

/// <summary>Reads volunteers one by one, for coordinators.</summary>
public sealed class VolunteerQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public async Task<Result<VolunteerDetails>> DetailsAsync(Actor actor, Guid volunteerId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (Refuse(actor, volunteer) is { } refusal) return refusal;
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == volunteer!.ProgrammeId, ct);
        var history = await db.StateChanges.AsNoTracking().Where(c => c.EntityId == volunteerId && c.Entity == nameof(Volunteer)).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(ct);
        return DetailsOf(volunteer!, programme) with
        {
            History = [.. history.Select(c => new VolunteerMove(
                Enum.Parse<VolunteerState>(c.From), Enum.Parse<VolunteerState>(c.To), c.At, c.ByName, c.Reason))],
        };
    }

    public async Task<Result<MatchGuideDetails>> GuideAsync(Actor actor, Guid volunteerId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.AsNoTracking().FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (Refuse(actor, volunteer) is { } refusal) return refusal;
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == volunteer!.ProgrammeId, ct);
        return GuideOf(volunteer!, programme);
    }

    private static Error? Refuse(Actor actor, Volunteer? volunteer) => volunteer is null
        ? AccessErrors.NotFound
        : AccessRules.Refuse(actor, Resource.VolunteerProfile, Deed.Write, Subject.Programme(volunteer.ProgrammeId));

    private VolunteerDetails DetailsOf(Volunteer v, Programme programme) => new()
    {
        Id = v.Id,
        ProgrammeId = v.ProgrammeId,
        ProgrammeName = programme.Name,
        Settings = programme.Settings,
        State = v.State,
        FullName = v.FullName,
        Email = v.Email,
        Phone = v.Phone,
        Language = v.Language,
        Source = v.Source,
        SourceDetail = v.SourceDetail,
        WantsInformationMeeting = v.WantsInformationMeeting,
        Motivation = v.Motivation,
        Capacity = v.Capacity,
        Used = v.Used,
        AppliedAt = v.AppliedAt,
        ConfidentialitySignedAt = v.ConfidentialitySignedAt,
        CertificateValidUntil = v.CertificateValidUntil,
        TrainingCompletedAt = v.TrainingCompletedAt,
        TrainingExemptionReason = v.TrainingExemptionReason,
        GuideSavedAt = v.Guide.SavedAt,
        GuideApprovedAt = v.Guide.ApprovedAt,
        GuideApprovedBy = v.Guide.ApprovedBy,
        Missing = v.MissingForReady(programme.Settings, clock.GetUtcNow().DanishDate()),
        History = [],
    };

    private static MatchGuideDetails GuideOf(Volunteer v, Programme programme) => new()
    {
        VolunteerId = v.Id,
        FullName = v.FullName,
        State = v.State,
        ProgrammeName = programme.Name,
        Questions = programme.Questions,
        TargetGroups = programme.TargetGroups,
        Input = InputOf(v.Guide),
        Motivation = v.Motivation,
        Revision = v.Guide.Revision,
        SavedAt = v.Guide.SavedAt,
        SavedBy = v.Guide.SavedBy,
        ApprovedAt = v.Guide.ApprovedAt,
        ApprovedBy = v.Guide.ApprovedBy,
        Missing = MatchGuideRules.MissingForApproval(v.Guide, programme),
    };

    private static MatchGuideInput InputOf(MatchGuide guide) => new()
    {
        BirthYear = guide.BirthYear?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Gender = guide.Gender,
        WantedGender = guide.WantedGender,
        Postcode = guide.Postcode?.ToString(),
        OccupationField = guide.OccupationField,
        Occupation = guide.Occupation,
        Likes = guide.Likes,
        Dislikes = guide.Dislikes,
        Languages = guide.Languages,
        Times = guide.Times,
        TargetGroups = guide.TargetGroups,
        DistanceCapKm = guide.DistanceCapKm?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Traits = guide.Traits,
        Reservations = guide.Reservations,
        Answers = guide.Answers,
        Presentation = guide.Presentation,
        Notes = guide.Notes,
    };
}
