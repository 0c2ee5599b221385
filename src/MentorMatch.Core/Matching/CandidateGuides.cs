using System.Collections.Concurrent;
using System.Linq.Expressions;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Ranking;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>What one volunteer's row says to ranking, valid as long as the row has this version.</summary>
public sealed record CandidateGuide
{
    public required Guid Id { get; init; }

    public required uint Version { get; init; }

    public required Guid AccountId { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required VolunteerState State { get; init; }

    public required DateTimeOffset? IdleSince { get; init; }

    public required DateOnly? CertificateValidUntil { get; init; }

    /// <summary>Without what depends on the day, the citizen or other rows.</summary>
    public required VolunteerFacts Facts { get; init; }

    /// <summary>What being ready does not vouch for, since it runs out.</summary>
    public IReadOnlyList<RequirementCheck> Requirements(ProgrammeSettings settings, DateOnly today) =>
        settings.CertificateRequired ? [new("Certificate", CertificateValidUntil >= today)] : [];
}

/// <summary>
/// The guides of volunteers, read once for each version of their row. It asks the database each time whether something
/// has changed, so what it gives is never older than the question.
/// </summary>
public sealed class CandidateGuides
{
    /// <summary>From so many changed rows on, reading all of the programme is quicker than naming them.</summary>
    private const int ManyChanged = 500;

    private readonly ConcurrentDictionary<(Guid Volunteer, string Motivations), CandidateGuide> known = new();

    private readonly ConcurrentDictionary<(Guid Programme, string Motivations), (Fingerprint Of, IReadOnlyList<CandidateGuide> Guides)> whole = new();

    /// <summary>All of the programme's volunteers, in no order: the very same list as long as no row of theirs has changed.</summary>
    public async Task<IReadOnlyList<CandidateGuide>> LoadAllAsync(AppDbContext db, Programme programme, CancellationToken ct = default)
    {
        var key = (programme.Id, MotivationKeys(programme));
        var fingerprint = await FingerprintAsync(db, programme.Id, ct);
        if (whole.TryGetValue(key, out var kept) && kept.Of == fingerprint) return kept.Guides;

        // What is read now may be newer than the fingerprint, never older: then the next question finds another one.
        var guides = await LoadAsync(db, programme, _ => true, ct);
        whole[key] = (fingerprint, guides);
        return guides;
    }

    /// <summary>Those of the programme's volunteers that meet the condition, in no order.</summary>
    public async Task<IReadOnlyList<CandidateGuide>> LoadAsync(
        AppDbContext db, Programme programme, Expression<Func<Volunteer, bool>> which, CancellationToken ct = default)
    {
        var motivations = MotivationKeys(programme);
        var asked = db.Volunteers.AsNoTracking().Where(v => v.ProgrammeId == programme.Id).Where(which);
        var stamps = await asked.Select(v => new Stamp(v.Id, EF.Property<uint>(v, "Version"))).ToListAsync(ct);
        var found = new List<CandidateGuide>(stamps.Count);
        var changed = new List<Guid>();
        foreach (var stamp in stamps)
        {
            if (known.TryGetValue((stamp.Id, motivations), out var guide) && guide.Version == stamp.Version) found.Add(guide);
            else changed.Add(stamp.Id);
        }

        if (changed.Count == 0) return found;
        var missing = changed.Count < ManyChanged ? asked.Where(v => changed.Contains(v.Id)) : asked;
        var wanted = changed.ToHashSet();
        foreach (var guide in await ReadAsync(missing, programme, ct))
        {
            known[(guide.Id, motivations)] = guide;
            if (wanted.Contains(guide.Id)) found.Add(guide);
        }

        return found;
    }

    /// <summary>One number over the ids and versions of all rows, made by the database, so that thousands need not be sent.</summary>
    private static async Task<Fingerprint> FingerprintAsync(AppDbContext db, Guid programmeId, CancellationToken ct) =>
        (await db.Database.SqlQuery<Fingerprint>(
            $"select count(*) as rows, coalesce(bit_xor(uuid_hash_extended(id, xmin::text::bigint)), 0) as mix from volunteers where programme_id = {programmeId}").ToListAsync(ct)).Single();

    /// <summary>Which answers say why somebody wants to help depends on the programme's questions, and so does what is kept.</summary>
    private static string MotivationKeys(Programme programme) =>
        string.Join('\n', programme.Questions.Where(q => q.Kind == QuestionKind.Motivation).Select(q => q.Key));

    private static async Task<List<CandidateGuide>> ReadAsync(IQueryable<Volunteer> volunteers, Programme programme, CancellationToken ct)
    {
        var motivations = programme.Questions.Where(q => q.Kind == QuestionKind.Motivation).Select(q => q.Key).ToList();
        var rows = await volunteers.Select(v => new
        {
            v.Id,
            Version = EF.Property<uint>(v, "Version"),
            v.AccountId,
            v.FirstName,
            v.LastName,
            v.State,
            v.IdleSince,
            v.CertificateValidUntil,
            v.Capacity,
            v.Used,
            v.Guide.BirthYear,
            v.Guide.Gender,
            v.Guide.WantedGender,
            v.Guide.Postcode,
            v.Guide.OccupationField,
            v.Guide.Likes,
            v.Guide.Dislikes,
            v.Guide.Languages,
            v.Guide.Times,
            v.Guide.TargetGroups,
            v.Guide.DistanceCapKm,
            v.Guide.Traits,
            v.Guide.Reservations,
            v.Guide.Answers,
        }).ToListAsync(ct);
        return [.. rows.Select(row => new CandidateGuide
        {
            Id = row.Id,
            Version = row.Version,
            AccountId = row.AccountId,
            FirstName = row.FirstName,
            LastName = row.LastName,
            State = row.State,
            IdleSince = row.IdleSince,
            CertificateValidUntil = row.CertificateValidUntil,
            Facts = new VolunteerFacts
            {
                Id = row.Id,
                IsReady = row.State == VolunteerState.Ready,
                Capacity = row.Capacity,
                Used = row.Used,
                BirthYear = row.BirthYear,
                Gender = FactValues.Gender(row.Gender),
                WantedGender = FactValues.Gender(row.WantedGender),
                Location = row.Postcode is { } postcode ? Postcodes.CentreOf(postcode) : null,
                OccupationField = row.OccupationField,
                Likes = KeySet.From(row.Likes),
                Dislikes = KeySet.From(row.Dislikes),
                Languages = FactValues.Languages(row.Languages),
                Times = new Ranking.WeekTimes(row.Times.Mask),
                PreferredTargetGroups = KeySet.From(row.TargetGroups),
                DistanceCapKm = row.DistanceCapKm,
                Traits = KeySet.From(row.Traits),
                Reservations = KeySet.From(row.Reservations),
                ScenarioAnswers = row.Answers,
                Motivations = KeySet.From(row.Answers.Where(a => motivations.Contains(a.Key)).Select(a => a.Value)),
            },
        })];
    }

    private sealed record Stamp(Guid Id, uint Version);

    private sealed record Fingerprint(long Rows, long Mix);
}

/// <summary>The values of the database in the types of ranking.</summary>
internal static class FactValues
{
    public static IReadOnlyList<SpokenLanguage> Languages(IEnumerable<LanguageSkill> skills) =>
        [.. skills.Where(s => s.Code.Length > 0 && s.Level is >= 1 and <= SpokenLanguage.Fluent).Select(s => new SpokenLanguage(s.Code, s.Level))];

    public static Ranking.Gender? Gender(Programmes.Gender? gender) => gender switch
    {
        Programmes.Gender.Woman => Ranking.Gender.Woman,
        Programmes.Gender.Man => Ranking.Gender.Man,
        Programmes.Gender.Other => Ranking.Gender.Other,
        _ => null,
    };
}
