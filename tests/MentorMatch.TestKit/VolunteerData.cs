using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using MentorMatch.Core.Programmes;
using MentorMatch.Core.Volunteers;

namespace MentorMatch.TestKit;

/// <summary>A volunteer with the account they sign in with; add both to the context.</summary>
public sealed record VolunteerWithAccount(Account Account, Volunteer Volunteer);

public static partial class TestData
{
    private static readonly Actor Builder = Actor.System("TestData");

    /// <summary>An account with a name and an address of its own, without roles.</summary>
    public static Account Account(string name = "Karen Eksempel", DateTimeOffset? createdAt = null)
    {
        var now = createdAt ?? new FakeClock().Now;
        var account = Core.Access.Account.Create(name, TestData.NewAddress(), "da", now);
        account.EmailConfirmed = true;
        return account;
    }

    /// <summary>A volunteer with a full guide, ready for a match; <paramref name="change"/> bends what the test is about.</summary>
    public static VolunteerWithAccount ReadyVolunteer(Programme programme, DateTimeOffset now, Action<Volunteer>? change = null) =>
        VolunteerIn(VolunteerState.Ready, programme, now, change);

    /// <summary>A volunteer who has come as far as a state by the ordinary way.</summary>
    public static VolunteerWithAccount VolunteerIn(VolunteerState state, Programme programme, DateTimeOffset now, Action<Volunteer>? change = null)
    {
        var account = Account(createdAt: now);
        var volunteer = new Volunteer
        {
            ProgrammeId = programme.Id,
            AccountId = account.Id,
            FirstName = "Karen",
            LastName = "Eksempel",
            Email = account.Email!,
            Phone = "+4521436587",
            Source = "Web",
            AppliedAt = now,
        };
        Walk(volunteer, state, programme, now);
        change?.Invoke(volunteer);
        return new VolunteerWithAccount(account, volunteer);
    }

    /// <summary>Fills every field of the guide that approval asks for.</summary>
    public static void FillGuide(Volunteer volunteer, Programme programme)
    {
        var guide = volunteer.Guide;
        guide.BirthYear = 1962;
        guide.Postcode = Postcode.Parse("3450");
        guide.OccupationField = "Office";
        guide.Occupation = "Sekretær";
        guide.Likes = ["Walking", "Gardening"];
        guide.Dislikes = ["Gaming"];
        guide.Languages = [new LanguageSkill("da", 4), new LanguageSkill("en", 2)];
        guide.Times = WeekTimes.Of((DayOfWeek.Tuesday, PartOfDay.Evening), (DayOfWeek.Saturday, PartOfDay.Morning));
        guide.TargetGroups = [.. programme.TargetGroups.Select(group => group.Key)];
        guide.Answers = programme.Questions.ToDictionary(question => question.Key, question => question.Options[0].Key);
        guide.Presentation = "Jeg går mange ture og kan lide at lytte.";
    }

    private static void Walk(Volunteer volunteer, VolunteerState state, Programme programme, DateTimeOffset now)
    {
        if (state == VolunteerState.Applied) return;
        if (state == VolunteerState.Declined) Move(volunteer.Decline(Builder, now, "Test"));
        else Move(volunteer.Confirm(Builder, now));
        if (state is VolunteerState.Declined or VolunteerState.Confirmed) return;
        Move(volunteer.Interviewed(Builder, now));
        if (state == VolunteerState.Interviewed) return;
        FillGuide(volunteer, programme);
        (volunteer.Guide.ApprovedAt, volunteer.Guide.ApprovedBy) = (now, Builder.Name);
        Move(volunteer.StartTraining(Builder, now));
        if (state == VolunteerState.InTraining) return;
        volunteer.SignConfidentiality("1", now);
        volunteer.TrainingCompletedAt = now;
        volunteer.RecordCertificate(now.DanishDate(), Builder.Name, now.DanishDate().AddYears(2));
        Move(volunteer.BecomeReady(Builder, programme.Settings, now));
        if (state == VolunteerState.Paused) Move(volunteer.Pause(Builder, now, null));
        if (state == VolunteerState.Left) Move(volunteer.Leave(Builder, now, null));
    }

    private static void Move(Result moved)
    {
        if (!moved.Succeeded) throw new InvalidOperationException($"The builder was refused: {moved.Errors[0].Key}");
    }
}
