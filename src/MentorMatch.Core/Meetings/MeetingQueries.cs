using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Meetings;

/// <summary>A line of the list of meetings.</summary>
public sealed record MeetingListItem
{
    public required Guid Id { get; init; }

    public required MeetingKind Kind { get; init; }

    public required MeetingState State { get; init; }

    public required string Title { get; init; }

    public required string Place { get; init; }

    public required DateTimeOffset? StartsAt { get; init; }

    public required Guid? MatchId { get; init; }

    /// <summary>Whom a first meeting is with, on a coordinator's list.</summary>
    public string? Pair { get; init; }

    public required int Invited { get; init; }

    public required int Coming { get; init; }

    /// <summary>The volunteer's or citizen's own answer; null on a coordinator's list.</summary>
    public InvitationState? OwnAnswer { get; init; }
}

/// <summary>Which meetings are asked for.</summary>
/// <param name="Search">Part of the title or the place.</param>
/// <param name="Kind">One kind, or all.</param>
/// <param name="State">One state, or all.</param>
public sealed record MeetingFilter(string? Search = null, MeetingKind? Kind = null, MeetingState? State = null);

/// <summary>A proposed time, and how many of the invited it suits.</summary>
public sealed record OptionCount(Guid Id, DateTimeOffset StartsAt, int Suits);

/// <summary>A meeting as somebody invited sees it.</summary>
public sealed record OwnMeeting(Meeting Meeting, Invitation Invitation, IReadOnlyList<OptionCount> Options);

/// <summary>Somebody on a meeting's list.</summary>
public sealed record Guest(Guid InvitationId, string Name, InvitationState State, IReadOnlyList<Guid> OptionIds, bool IsVisitor);

/// <summary>A meeting as its coordinator sees it.</summary>
public sealed record MeetingDetails(Meeting Meeting, IReadOnlyList<Guest> Guests, IReadOnlyList<OptionCount> Options, int Newcomers);

public sealed class MeetingQueries(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The meetings of the coordinator's programmes: those without a time first, then the latest.</summary>
    public async Task<Result<Page<MeetingListItem>>> ListAsync(Actor actor, MeetingFilter filter, PageRequest page, CancellationToken ct = default)
    {
        var programmes = Readable(actor);
        if (programmes.Count == 0) return AccessErrors.NotAllowed;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Meetings.AsNoTracking().Where(m => programmes.Contains(m.ProgrammeId));
        if (filter.Kind is { } kind) rows = rows.Where(m => m.Kind == kind);
        if (filter.State is { } state) rows = rows.Where(m => m.State == state);
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var like = LikePattern.Containing(filter.Search);
            var pairs = Pairs(db).Where(p => EF.Functions.ILike(p.Citizen, like, LikePattern.Escape) || EF.Functions.ILike(p.Volunteer, like, LikePattern.Escape));
            rows = rows.Where(m => EF.Functions.ILike(m.Title, like, LikePattern.Escape) || EF.Functions.ILike(m.Place, like, LikePattern.Escape)
                || pairs.Any(p => p.MatchId == m.MatchId));
        }

        var total = await rows.CountAsync(ct);
        var found = await ItemsWithPairsAsync(db, rows.OrderByDescending(m => m.StartsAt == null).ThenByDescending(m => m.StartsAt).ThenBy(m => m.Id).Skip(page.Skip).Take(page.Take), ct);
        return new Page<MeetingListItem>(found, total, page);
    }

    /// <summary>The meetings of the coordinator's programmes that have a time in this Danish month, the first one first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="month">Its first day.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Result<IReadOnlyList<MeetingListItem>>> MonthAsync(Actor actor, DateOnly month, CancellationToken ct = default)
    {
        var programmes = Readable(actor);
        if (programmes.Count == 0) return AccessErrors.NotAllowed;
        var (from, to) = (DanishTime.FromDanish(month, TimeOnly.MinValue), DanishTime.FromDanish(month.AddMonths(1), TimeOnly.MinValue));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Meetings.AsNoTracking().Where(m => programmes.Contains(m.ProgrammeId) && m.StartsAt >= from && m.StartsAt < to
            && (m.State == MeetingState.Scheduled || m.State == MeetingState.Held));
        return await ItemsWithPairsAsync(db, rows.OrderBy(m => m.StartsAt).ThenBy(m => m.Id), ct);
    }

    public async Task<Result<MeetingDetails>> DetailsAsync(Actor actor, Guid meetingId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var meeting = await LoadAsync(db, meetingId, ct);
        if (meeting is null || !AccessRules.Allows(actor, Resource.Meetings, Deed.Read, Subject.Programme(meeting.ProgrammeId))) return AccessErrors.NotFound;
        var invited = await NamesAsync(db, meeting, ct);
        var known = meeting.Invitations.Select(i => i.VolunteerId).OfType<Guid>().ToList();
        var newcomers = meeting.Kind != MeetingKind.Learning ? 0 : await db.Volunteers.CountAsync(
            v => v.ProgrammeId == meeting.ProgrammeId && v.State == Volunteers.VolunteerState.Ready && !known.Contains(v.Id), ct);
        return new MeetingDetails(meeting, invited, Counts(meeting), newcomers);
    }

    /// <summary>A meeting to which the actor is invited; to anybody else it is not there.</summary>
    public async Task<Result<OwnMeeting>> OwnAsync(Actor actor, Guid meetingId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var meeting = await LoadAsync(db, meetingId, ct);
        return meeting is null || OwnOf(actor, meeting, Deed.Read) is not { } invitation
            ? AccessErrors.NotFound
            : new OwnMeeting(meeting, invitation, Counts(meeting));
    }

    /// <summary>Meetings that the actor is invited to: those to come with the next one first, or the latest that were.</summary>
    public async Task<IReadOnlyList<MeetingListItem>> OwnListAsync(Actor actor, bool past, CancellationToken ct = default)
    {
        var (volunteers, citizens) = (actor.VolunteerIds.ToList(), actor.CitizenIds.ToList());
        if (volunteers.Count + citizens.Count == 0) return [];
        var since = clock.GetUtcNow().AddHours(-3);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = db.Invitations.Where(i => volunteers.Contains(i.VolunteerId ?? Guid.Empty) || citizens.Contains(i.CitizenId ?? Guid.Empty));
        var rows = db.Meetings.AsNoTracking().Where(m => own.Any(i => i.MeetingId == m.Id) && m.State != MeetingState.Cancelled && m.State != MeetingState.Draft);
        rows = past
            ? rows.Where(m => m.StartsAt < since).OrderByDescending(m => m.StartsAt).Take(20)
            : rows.Where(m => m.StartsAt == null || m.StartsAt >= since).OrderBy(m => m.StartsAt == null).ThenBy(m => m.StartsAt).Take(20);
        var answers = await own.Select(i => new { i.MeetingId, i.State }).ToDictionaryAsync(i => i.MeetingId, i => i.State, ct);
        return [.. (await Items(rows).ToListAsync(ct)).Select(m => m with { OwnAnswer = answers[m.Id] })];
    }

    /// <summary>Coming information meetings, for everybody.</summary>
    public async Task<IReadOnlyList<InformationMeeting>> InformationAsync(CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await (
            from m in db.Meetings.AsNoTracking()
            join p in db.Programmes on m.ProgrammeId equals p.Id
            where m.Kind == MeetingKind.Information && m.State == MeetingState.Scheduled && m.StartsAt > now && p.Open
            orderby m.StartsAt, m.Id
            select new InformationMeeting(m.Id, m.Title, m.Agenda, m.Place, m.StartsAt!.Value, m.Minutes, p.Name)).Take(20).ToListAsync(ct);
    }

    /// <summary>The open programmes in which the actor plans meetings.</summary>
    public async Task<IReadOnlyList<MeetingProgramme>> ProgrammesAsync(Actor actor, CancellationToken ct = default)
    {
        var programmes = actor.ProgrammeIds.Where(id => AccessRules.Allows(actor, Resource.Meetings, Deed.Write, Subject.Programme(id))).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Programmes.AsNoTracking().Where(p => programmes.Contains(p.Id) && p.Open).OrderBy(p => p.Slug)
            .Select(p => new MeetingProgramme(p.Id, p.Name)).ToListAsync(ct);
    }

    /// <summary>The actor's own invitation, if they may do this with it.</summary>
    internal static Invitation? OwnOf(Actor actor, Meeting meeting, Deed deed) => meeting.Invitations.Find(i =>
        (i.VolunteerId is { } v && actor.VolunteerIds.Contains(v) && AccessRules.Allows(actor, Resource.Meetings, deed, Subject.Volunteer(i.ProgrammeId, v)))
        || (i.CitizenId is { } c && actor.CitizenIds.Contains(c) && AccessRules.Allows(actor, Resource.Meetings, deed, Subject.Citizen(i.ProgrammeId, c))));

    private static List<Guid> Readable(Actor actor) =>
        [.. actor.ProgrammeIds.Where(id => AccessRules.Allows(actor, Resource.Meetings, Deed.Read, Subject.Programme(id)))];

    private static async Task<List<MeetingListItem>> ItemsWithPairsAsync(AppDbContext db, IQueryable<Meeting> rows, CancellationToken ct)
    {
        var found = await Items(rows).ToListAsync(ct);
        var ids = found.Select(m => m.MatchId).OfType<Guid>().ToList();
        var names = await Pairs(db).Where(p => ids.Contains(p.MatchId)).ToDictionaryAsync(p => p.MatchId, p => $"{p.Citizen} – {p.Volunteer}", ct);
        return [.. found.Select(m => m with { Pair = m.MatchId is { } match ? names.GetValueOrDefault(match) : null })];
    }

    private static IQueryable<Couple> Pairs(AppDbContext db) =>
        from match in db.Matches
        join c in db.Citizens on match.CitizenId equals c.Id
        join v in db.Volunteers on match.VolunteerId equals v.Id
        select new Couple { MatchId = match.Id, Citizen = c.FirstName + " " + c.LastName, Volunteer = v.FirstName + " " + v.LastName };

    private static IQueryable<MeetingListItem> Items(IQueryable<Meeting> rows) => rows.Select(m => new MeetingListItem
    {
        Id = m.Id,
        Kind = m.Kind,
        State = m.State,
        Title = m.Title,
        Place = m.Place,
        StartsAt = m.StartsAt,
        MatchId = m.MatchId,
        Invited = m.Invitations.Count,
        Coming = m.Invitations.Count(i => i.State == InvitationState.Yes || i.State == InvitationState.Attended),
    });

    private static Task<Meeting?> LoadAsync(AppDbContext db, Guid id, CancellationToken ct) =>
        db.Meetings.AsNoTracking().Include(m => m.Options).Include(m => m.Invitations).FirstOrDefaultAsync(m => m.Id == id, ct);

    private static List<OptionCount> Counts(Meeting meeting) =>
        [.. meeting.Options.OrderBy(o => o.StartsAt).Select(o => new OptionCount(o.Id, o.StartsAt, meeting.Invitations.Count(i => i.OptionIds.Contains(o.Id))))];

    private static async Task<List<Guest>> NamesAsync(AppDbContext db, Meeting meeting, CancellationToken ct)
    {
        var ids = meeting.Invitations.SelectMany(i => new[] { i.VolunteerId, i.CitizenId }).OfType<Guid>().ToList();
        var names = await db.Volunteers.Where(v => ids.Contains(v.Id)).Select(v => new { v.Id, Name = v.FirstName + " " + v.LastName })
            .Concat(db.Citizens.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, Name = c.FirstName + " " + c.LastName }))
            .ToDictionaryAsync(n => n.Id, n => n.Name, ct);
        return
        [
            .. meeting.Invitations
                .Select(i => new Guest(i.Id, i.GuestName ?? names.GetValueOrDefault(i.VolunteerId ?? i.CitizenId ?? Guid.Empty, "–"), i.State, i.OptionIds, i.GuestEmail is not null))
                .OrderBy(g => g.Name, StringComparer.CurrentCulture),
        ];
    }

    private sealed record Couple
    {
        public required Guid MatchId { get; init; }

        public required string Citizen { get; init; }

        public required string Volunteer { get; init; }
    }
}

/// <summary>An information meeting as visitors see it.</summary>
public sealed record InformationMeeting(
    Guid Id, string Title, string? Agenda, string Place, DateTimeOffset StartsAt, int Minutes, LocalText Programme);

/// <summary>A programme that meetings are planned in.</summary>
public sealed record MeetingProgramme(Guid Id, LocalText Name);
