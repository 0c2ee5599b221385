using MentorMatch.Core.Citizens;
using MentorMatch.Core.Data;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;

namespace MentorMatch.TestKit;

/// <summary>A citizen with open cards, saved. The cards stand in the order of <see cref="Volunteers"/>.</summary>
public sealed record PublishedCards(Programme Programme, Citizen Citizen, IReadOnlyList<Volunteer> Volunteers, Shortlist Shortlist)
{
    /// <summary>The card of the volunteer at this place of <see cref="Volunteers"/>.</summary>
    public Suggestion Card(int index) => Shortlist.Suggestions.Single(s => s.VolunteerId == Volunteers[index].Id);
}

/// <summary>A citizen and a volunteer with a match, saved, and the volunteer's place taken.</summary>
public sealed record MatchedPair(Programme Programme, Citizen Citizen, Volunteer Volunteer, Shortlist Shortlist, Match Match);

public static partial class TestData
{
    private static readonly string[] CardNames = ["Karen", "Bent", "Lone", "Viggo", "Sanne"];

    /// <summary>Saves a citizen who may choose among these many ready volunteers. A programme of one's own must be saved already.</summary>
    public static async Task<PublishedCards> PublishedShortlistAsync(
        AppDbContext db, DateTimeOffset now, Programme? programme = null, int cards = 3, Action<Volunteer>? change = null)
    {
        programme ??= AddProgramme(db);
        var citizen = CitizenIn(CitizenState.Choosing, programme, now);
        db.AddRange(citizen.Account, citizen.Citizen);
        var shortlist = new Shortlist
        {
            ProgrammeId = programme.Id,
            CitizenId = citizen.Citizen.Id,
            CreatedAt = now,
            CardOrderSeed = 7,
            ModelVersion = "v0",
        };
        var volunteers = new List<Volunteer>();
        foreach (var name in CardNames.Take(cards))
        {
            var volunteer = ReadyVolunteer(programme, now, v =>
            {
                v.FirstName = name;
                change?.Invoke(v);
            });
            db.AddRange(volunteer.Account, volunteer.Volunteer);
            volunteers.Add(volunteer.Volunteer);
            shortlist.Suggestions.Add(ShownCard(shortlist, volunteer.Volunteer.Id, volunteers.Count, now));
        }

        Move(shortlist.Publish(Builder, now, programme.Settings.ShortlistOpenDays));
        db.Add(shortlist);
        await db.SaveChangesAsync();
        return new PublishedCards(programme, citizen.Citizen, volunteers, shortlist);
    }

    /// <summary>Saves a match that waits for the volunteer's answer.</summary>
    public static async Task<MatchedPair> RequestedMatchAsync(AppDbContext db, DateTimeOffset now, Programme? programme = null, int cards = 3)
    {
        var open = await PublishedShortlistAsync(db, now, programme, cards);
        var match = await RequestAsync(db, open, 0, now);
        return new MatchedPair(open.Programme, open.Citizen, open.Volunteers[0], open.Shortlist, match);
    }

    /// <summary>Saves a match to which both have said yes.</summary>
    public static async Task<MatchedPair> AcceptedMatchAsync(AppDbContext db, DateTimeOffset now, Programme? programme = null)
    {
        var pair = await RequestedMatchAsync(db, now, programme);
        Move(pair.Match.Accept(ActorOf(pair.Volunteer), now));
        await db.SaveChangesAsync();
        return pair;
    }

    /// <summary>Saves a match with an agreement, running since <paramref name="now"/>.</summary>
    public static async Task<MatchedPair> StartedMatchAsync(AppDbContext db, DateTimeOffset now, Programme? programme = null)
    {
        var pair = await AcceptedMatchAsync(db, now, programme);
        pair.Match.Agreement = new Agreement { MeetingsPerMonth = 2, Months = 6, Contact = "Sms", RecordedAt = now, RecordedBy = Builder.Name };
        Move(pair.Match.Start(Builder, now));
        await db.SaveChangesAsync();
        return pair;
    }

    /// <summary>Chooses a card for the citizen of saved cards, and takes the volunteer's place.</summary>
    public static async Task<Match> RequestAsync(AppDbContext db, PublishedCards open, int index, DateTimeOffset now)
    {
        foreach (var card in open.Shortlist.Suggestions)
        {
            Move(card == open.Card(index) ? card.Choose(Builder, now) : card.PassOver(Builder, now));
        }

        Move(open.Shortlist.Choose(Builder, now));
        Move(open.Citizen.Match(Builder, now));
        var match = new Match
        {
            ProgrammeId = open.Programme.Id,
            ShortlistId = open.Shortlist.Id,
            CitizenId = open.Citizen.Id,
            VolunteerId = open.Volunteers[index].Id,
            RequestedAt = now,
            AnswerBy = now.AddDays(open.Programme.Settings.AnswerDays),
        };
        db.Add(match);
        await db.SaveChangesAsync();
        if (!await VolunteerPlaces.TakeAsync(db, match.VolunteerId)) throw new InvalidOperationException("The volunteer has no free place.");
        // The statement passed the tracker by; whoever saves this volunteer later needs its new version.
        await db.Entry(open.Volunteers[index]).ReloadAsync();
        return match;
    }

    private static Programme AddProgramme(AppDbContext db)
    {
        var programme = Programme();
        db.Add(programme);
        return programme;
    }

    private static Suggestion ShownCard(Shortlist shortlist, Guid volunteerId, int place, DateTimeOffset now)
    {
        var card = new Suggestion
        {
            ShortlistId = shortlist.Id,
            ProgrammeId = shortlist.ProgrammeId,
            VolunteerId = volunteerId,
            Place = place,
            RankerPlace = place,
            Score = 3 - place,
            Contributions = new() { ["closeness"] = .5, ["common_times"] = .2 },
            Reasons = [new("NearBy", ["4", ""]), new("CommonTimes", ["1", "", "Evening"])],
        };
        Move(card.Approve(Builder, now));
        Move(card.Show(Builder, now, place));
        return card;
    }
}
