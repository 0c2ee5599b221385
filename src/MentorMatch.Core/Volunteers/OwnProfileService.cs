using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

/// <summary>What a volunteer may change alone: how to be reached, when, what they like, and who sees them.</summary>
public sealed record OwnProfileInput
{
    public required string? Phone { get; init; }
    public required IReadOnlyList<string> Likes { get; init; }
    public required WeekTimes Times { get; init; }
    public required int? DistanceCapKm { get; init; }
    public required bool OnContactList { get; init; }
}

/// <summary>A volunteer's own record, as they see it themselves.</summary>
public sealed record OwnProfile
{
    public required Guid Id { get; init; }
    public required VolunteerState State { get; init; }
    public required string FullName { get; init; }
    public required string FirstName { get; init; }
    public required string Email { get; init; }
    public required LocalText Programme { get; init; }
    public required LocalText MentorWord { get; init; }
    public required OwnProfileInput Input { get; init; }
    public required string? Occupation { get; init; }
    public required Gender? Gender { get; init; }
    public required Gender? WantedGender { get; init; }
    public required string? Presentation { get; init; }
    public required DateTimeOffset? GuideApprovedAt { get; init; }
    public required int Capacity { get; init; }
    public required int Used { get; init; }
    public required DateTimeOffset? ConfidentialitySignedAt { get; init; }
    public required DateOnly? CertificateValidUntil { get; init; }
    public required bool CertificateRequired { get; init; }

    /// <summary>What stands between the volunteer and Ready.</summary>
    public required IReadOnlyList<Error> Missing { get; init; }
}

/// <summary>Texts of a volunteer's own pages and of what they need before the first match.</summary>
public sealed class OwnVolunteerTexts;

/// <summary>Shows and saves a volunteer's own profile.</summary>
public sealed class OwnProfileService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    private const int FarthestKm = 200;

    /// <summary>The records of the signed-in volunteer, one a programme; the newest first.</summary>
    public async Task<IReadOnlyList<OwnProfile>> AllAsync(Actor actor, CancellationToken ct = default)
    {
        var ids = actor.VolunteerIds.ToArray();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.Id))
            .Join(db.Programmes, v => v.ProgrammeId, p => p.Id, (v, p) => new { Volunteer = v, Programme = p })
            .OrderByDescending(r => r.Volunteer.AppliedAt).ToListAsync(ct);
        return [.. rows.Select(r => ProfileOf(r.Volunteer, r.Programme))];
    }

    public async Task<Result> SaveAsync(Actor actor, Guid volunteerId, OwnProfileInput input, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (volunteer is null || !actor.VolunteerIds.Contains(volunteerId)) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.VolunteerProfile, Deed.Write, Subject.Volunteer(volunteer.ProgrammeId, volunteerId)) is { } refusal) return refusal;
        var wrong = new List<Error>();
        if (!PhoneNumber.TryParse(input.Phone, out var phone)) wrong.Add(Wrong("PhoneWrong", nameof(input.Phone)));
        if (input.Times.IsEmpty) wrong.Add(Wrong("TimesMissing", nameof(input.Times)));
        if (input.DistanceCapKm is < 1 or > FarthestKm) wrong.Add(Wrong("DistanceWrong", nameof(input.DistanceCapKm), FarthestKm));
        if (wrong.Count > 0) return Result.From(wrong);

        volunteer.Phone = phone!;
        if (volunteer.OnContactList != input.OnContactList) await ContactListService.SetAsync(db, volunteer.AccountId, input.OnContactList, clock.GetUtcNow(), ct);
        volunteer.Guide.Likes = [.. input.Likes.Intersect(Catalogues.Interests)];
        volunteer.Guide.Dislikes = [.. volunteer.Guide.Dislikes.Except(volunteer.Guide.Likes)];
        (volunteer.Guide.Times, volunteer.Guide.DistanceCapKm) = (input.Times, input.DistanceCapKm);
        (volunteer.Guide.SavedAt, volunteer.Guide.SavedBy) = (clock.GetUtcNow(), actor.Name);
        return await OwnSaving.SavedAsync(db, ct);
    }

    private static Error Wrong(string key, string field, params object[] args) => Error.In<OwnVolunteerTexts>($"Error.{key}", args).At(field);

    private OwnProfile ProfileOf(Volunteer v, Programme programme) => new()
    {
        Id = v.Id,
        State = v.State,
        FullName = v.FullName,
        FirstName = v.FirstName,
        Email = v.Email,
        Programme = programme.Name,
        MentorWord = programme.MentorWord,
        Input = new OwnProfileInput
        {
            Phone = v.Phone,
            Likes = v.Guide.Likes,
            Times = v.Guide.Times,
            DistanceCapKm = v.Guide.DistanceCapKm,
            OnContactList = v.OnContactList,
        },
        Occupation = v.Guide.Occupation,
        Gender = v.Guide.Gender,
        WantedGender = v.Guide.WantedGender,
        Presentation = v.Guide.Presentation,
        GuideApprovedAt = v.Guide.ApprovedAt,
        Capacity = v.Capacity,
        Used = v.Used,
        ConfidentialitySignedAt = v.ConfidentialitySignedAt,
        CertificateValidUntil = v.CertificateValidUntil,
        CertificateRequired = programme.Settings.CertificateRequired,
        Missing = v.MissingForReady(programme.Settings, clock.GetUtcNow().DanishDate()),
    };
}
