using MentorMatch.Core.Data;
using MentorMatch.Core.Learning;
using MentorMatch.Core.Matching;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;
using MentorMatch.Ranking;
using MentorMatch.TestKit;

namespace MentorMatch.Core.Tests.Learning;

/// <summary>Lists that citizens with a known taste have answered: features are chance, choices are the taste's with a little noise.</summary>
internal sealed class GeneratedUse(int seed)
{
    public const int Cards = 4;

    /// <summary>What the invented citizens care for; the expert weights say nothing of the first and the opposite of the second.</summary>
    public static readonly Dictionary<string, double> Taste = new() { ["mentor_older"] = 4, ["closeness"] = -4 };

    private readonly Random random = new(seed);

    /// <summary>Saved: every citizen has been shown four cards, chosen one and met; a fifth was taken off before.</summary>
    public async Task<GeneratedNetwork> SaveAsync(LearningWorld world, int citizens, int volunteers = 30)
    {
        await using var db = world.Open();
        var now = world.Clock.Now;
        var programme = TestData.Programme();
        db.Add(programme);
        var mentors = Enumerable.Range(0, volunteers).Select(_ => TestData.ReadyVolunteer(programme, now)).ToList();
        foreach (var mentor in mentors) db.AddRange(mentor.Account, mentor.Volunteer);
        for (var i = 0; i < citizens; i++) AddList(db, programme, mentors, i, now);
        await db.SaveChangesAsync();
        return new GeneratedNetwork(programme, [.. mentors.Select(m => m.Volunteer)]);
    }

    /// <summary>The same in memory. Without a taste, choices are chance.</summary>
    public List<UsedList> Lists(int citizens, bool taste = true) => [.. Enumerable.Range(0, citizens).Select(_ =>
    {
        var features = Enumerable.Range(0, Cards + 1).Select(_ => Features()).ToList();
        var chosen = taste ? Best(features[..Cards]) : random.Next(Cards);
        return new UsedList(NewId(), NewId(), [.. features.Select((values, i) => new UsedSuggestion(
            NewId(), i < Cards ? i + 1 : null, i == chosen,
            new LabelSince(i == Cards ? Label.Rejected : i == chosen ? Label.Met : Label.NotChosen, DateTimeOffset.UnixEpoch), values))]);
    })];

    private void AddList(AppDbContext db, Programme programme, List<VolunteerWithAccount> mentors, int number, DateTimeOffset now)
    {
        var by = TestData.Coordinator(programme.Id);
        var citizen = TestData.CitizenIn(Core.Citizens.CitizenState.Completed, programme, now);
        db.AddRange(citizen.Account, citizen.Citizen);
        var list = new Shortlist { ProgrammeId = programme.Id, CitizenId = citizen.Citizen.Id, CreatedAt = now, CardOrderSeed = number, ModelVersion = "v0" };
        db.Add(list);
        var cards = Enumerable.Range(0, Cards + 1).Select(i => CardOf(list, mentors[(number + (i * 7)) % mentors.Count].Volunteer, i)).ToList();
        db.AddRange(cards);
        cards[Cards].Remove(by, now, "Kender hinanden");
        list.Publish(by, now, 21);
        var chosen = Best([.. cards.Take(Cards).Select(c => c.Features!)]);
        for (var i = 0; i < Cards; i++)
        {
            cards[i].Approve(by, now);
            cards[i].Show(by, now, i + 1);
            _ = i == chosen ? cards[i].Choose(by, now) : cards[i].PassOver(by, now);
        }

        list.Choose(by, now);
        db.Add(EndedMatch(programme, list, cards[chosen].VolunteerId, now));
    }

    /// <summary>Over at once, so that nobody's place is taken: they have met, and that is all.</summary>
    private static Match EndedMatch(Programme programme, Shortlist list, Guid volunteerId, DateTimeOffset now)
    {
        var by = TestData.Coordinator(programme.Id);
        var match = new Match
        {
            ProgrammeId = programme.Id,
            ShortlistId = list.Id,
            CitizenId = list.CitizenId,
            VolunteerId = volunteerId,
            RequestedAt = now,
            AnswerBy = now.AddDays(7),
            Agreement = new Agreement { MeetingsPerMonth = 2, Months = 6, Contact = "Sms", RecordedAt = now, RecordedBy = by.Name },
        };
        match.Accept(by, now);
        match.Start(by, now);
        match.Close(by, now, EndReason.TimeIsUp, null);
        match.End(by, now);
        return match;
    }

    private Suggestion CardOf(Shortlist list, Volunteer mentor, int place) => new()
    {
        ShortlistId = list.Id,
        ProgrammeId = list.ProgrammeId,
        VolunteerId = mentor.Id,
        Place = place + 1,
        Features = Features(),
        FeatureHash = FeatureSchema.Hash,
        ModelVersion = "v0",
    };

    private float[] Features() => [.. FeatureSchema.All.Select(_ => random.NextSingle())];

    private int Best(List<float[]> cards)
    {
        var tastes = cards.Select(values => Taste.Sum(t => t.Value * values[(int)FeatureSchema.Find(t.Key)!.Feature]) + (random.NextDouble() / 2)).ToList();
        return tastes.IndexOf(tastes.Max());
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}

internal sealed record GeneratedNetwork(Programme Programme, IReadOnlyList<Volunteer> Volunteers);
