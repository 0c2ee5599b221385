using MentorMatch.Core.Access;
using MentorMatch.Core.Citizens;
using MentorMatch.Core.Data;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Core.Matching;

/// <summary>Asks a volunteer. The place has been taken before, in the same transaction.</summary>
public sealed class MatchRequests(MatchEmails emails)
{
    internal async Task<Match> AddAsync(
        AppDbContext db, ProgrammeSettings settings, Shortlist shortlist, Guid volunteerId, DateTimeOffset now, CancellationToken ct)
    {
        var match = new Match
        {
            ProgrammeId = shortlist.ProgrammeId,
            ShortlistId = shortlist.Id,
            CitizenId = shortlist.CitizenId,
            VolunteerId = volunteerId,
            RequestedAt = now,
            AnswerBy = now.AddDays(settings.AnswerDays),
        };
        db.Matches.Add(match);
        var volunteer = await db.Volunteers.AsNoTracking().FirstAsync(v => v.Id == volunteerId, ct);
        emails.RequestToVolunteer(db, volunteer, match, now);
        return match;
    }
}

/// <summary>A citizen's answer in the making: the cards, whose they are, and the rules.</summary>
internal sealed record OpenCards(Shortlist Shortlist, Citizen Citizen, ProgrammeSettings Settings)
{
    public static async Task<OpenCards?> LoadAsync(AppDbContext db, Guid shortlistId, CancellationToken ct)
    {
        var shortlist = await db.Shortlists.Include(s => s.Suggestions).FirstOrDefaultAsync(s => s.Id == shortlistId, ct);
        if (shortlist is null) return null;
        var citizen = await db.Citizens.FirstAsync(c => c.Id == shortlist.CitizenId, ct);
        var programme = await db.Programmes.AsNoTracking().FirstAsync(p => p.Id == shortlist.ProgrammeId, ct);
        return new OpenCards(shortlist, citizen, programme.Settings);
    }

    public bool IsOpen => Shortlist.State is ShortlistState.Published or ShortlistState.HelpAsked;

    /// <summary>The coordinator's name where the citizen is not alone at the keyboard.</summary>
    public string? BesideWhom(Actor actor) => actor.CitizenIds.Contains(Citizen.Id) ? null : actor.Name;

    /// <summary>The volunteers of passed-over cards who still have room and never said no to this citizen here.</summary>
    public async Task<HashSet<Guid>> FreeAmongAsync(AppDbContext db, IReadOnlyCollection<Suggestion> cards, CancellationToken ct)
    {
        var ids = cards.Select(c => c.VolunteerId).ToList();
        var refused = db.Matches
            .Where(m => m.ShortlistId == Shortlist.Id && (m.State == MatchState.Declined || m.State == MatchState.Lapsed))
            .Select(m => m.VolunteerId);
        return [.. await db.Volunteers.Where(v => ids.Contains(v.Id) && v.State == VolunteerState.Ready && v.Used < v.Capacity && !refused.Contains(v.Id))
            .Select(v => v.Id).ToListAsync(ct)];
    }
}
