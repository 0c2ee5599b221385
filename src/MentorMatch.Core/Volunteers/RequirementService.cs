using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Worklist;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Volunteers;

/// <summary>Texts of the panel where coordinators see to the requirements.</summary>
public sealed class RequirementsStaffTexts;

/// <summary>What a volunteer needs before the first match: confidentiality, a certificate check, training or an exemption.</summary>
public sealed class RequirementService(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The version of the declaration in the texts; a new wording gets a new number and is signed anew.</summary>
    public const string ConfidentialityVersion = "1";

    private const int ReasonLength = 500;

    /// <summary>Signed by the volunteer in person: a coordinator cannot do it for them.</summary>
    public async Task<Result> SignConfidentialityAsync(Actor actor, Guid volunteerId, bool read, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (volunteer is null || !actor.VolunteerIds.Contains(volunteerId)) return AccessErrors.NotFound;
        if (!read) return Wrong("ReadFirst", "Read");
        if (volunteer.ConfidentialitySignedAt is not null && volunteer.ConfidentialityVersion == ConfidentialityVersion) return Result.Success;
        volunteer.SignConfidentiality(ConfidentialityVersion, clock.GetUtcNow());
        return await SaveAsync(db, volunteer, ct);
    }

    /// <summary>That a certificate was seen, never the certificate itself. The day is not in the future.</summary>
    public async Task<Result> RecordCertificateAsync(Actor actor, Guid volunteerId, DateOnly? checkedOn, CancellationToken ct = default)
    {
        var today = clock.GetUtcNow().DanishDate();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (volunteer is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.CertificateStatus, Deed.Write, Subject.Programme(volunteer.ProgrammeId)) is { } refusal) return refusal;
        if (checkedOn is not { } day) return Wrong("CertificateDateMissing", "CheckedOn");
        if (day > today) return Wrong("CertificateDateInFuture", "CheckedOn");
        var settings = await SettingsAsync(db, volunteer, ct);
        var validUntil = day.AddMonths(settings.CertificateValidMonths);
        if (validUntil < today) return Wrong("CertificateTooOld", "CheckedOn", settings.CertificateValidMonths);
        volunteer.RecordCertificate(day, actor.Name, validUntil);
        await Work.DoneAsync(db, Work.Key(WorkKind.CertificateRunsOut, volunteer.Id), actor, clock.GetUtcNow(), ct);
        return await SaveAsync(db, volunteer, ct);
    }

    /// <summary>No training needed, for a reason that is kept with the name of who decided it.</summary>
    public async Task<Result> ExemptFromTrainingAsync(Actor actor, Guid volunteerId, string? reason, CancellationToken ct = default)
    {
        var why = TypedText.Lines(reason);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var volunteer = await db.Volunteers.FirstOrDefaultAsync(v => v.Id == volunteerId, ct);
        if (volunteer is null) return AccessErrors.NotFound;
        if (AccessRules.Refuse(actor, Resource.VolunteerProfile, Deed.Write, Subject.Programme(volunteer.ProgrammeId)) is { } refusal) return refusal;
        if (why.Length == 0) return Wrong("ExemptionReasonMissing", "Reason");
        if (why.Length > ReasonLength) return Wrong("TooLong", "Reason", ReasonLength);
        volunteer.ExemptFromTraining(why, actor.Name);
        return await SaveAsync(db, volunteer, ct);
    }

    private static Error Wrong(string key, string field, params object[] args) => Error.In<OwnVolunteerTexts>($"Error.{key}", args).At(field);

    private static Task<ProgrammeSettings> SettingsAsync(AppDbContext db, Volunteer volunteer, CancellationToken ct) =>
        db.Programmes.Where(p => p.Id == volunteer.ProgrammeId).Select(p => p.Settings).FirstAsync(ct);

    /// <summary>Saves, and tells the coordinators when nothing is missing any more.</summary>
    private async Task<Result> SaveAsync(AppDbContext db, Volunteer volunteer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await Readiness.NoticeAsync(db, volunteer, await SettingsAsync(db, volunteer, ct), now, ct);
        return await OwnSaving.SavedAsync(db, ct);
    }
}
