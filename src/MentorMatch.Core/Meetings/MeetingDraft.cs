using MentorMatch.Core.Access;
using MentorMatch.Core.Common;

namespace MentorMatch.Core.Meetings;

/// <summary>A planned meeting once what was typed has been looked at.</summary>
internal sealed record MeetingDraft(string Title, string? Agenda, string Place, int Minutes, IReadOnlyList<DateTimeOffset> Times)
{
    public static Result<MeetingDraft> Read(CreateMeeting create, DateTimeOffset now)
    {
        var wrong = new List<Error>();
        var title = create.Title?.Trim() ?? "";
        var agenda = string.IsNullOrWhiteSpace(create.Agenda) ? null : create.Agenda.Trim();
        if (create.Kind == MeetingKind.First) wrong.Add(MeetingErrors.NotPossibleNow);
        if (title.Length == 0) wrong.Add(MeetingErrors.Wrong("TitleMissing", nameof(create.Title)));
        if (title.Length > CreateMeeting.TitleLength) wrong.Add(MeetingErrors.Wrong("TooLong", nameof(create.Title), CreateMeeting.TitleLength));
        if (agenda?.Length > CreateMeeting.AgendaLength) wrong.Add(MeetingErrors.Wrong("TooLong", nameof(create.Agenda), CreateMeeting.AgendaLength));
        var place = MeetingTime.CheckPlace(create.Place, create.Minutes, wrong);
        var times = ReadTimes(create, now, wrong);
        return wrong.Count > 0 ? Result.From(wrong) : new MeetingDraft(title, agenda, place, create.Minutes!.Value, times);
    }

    public Meeting ToMeeting(CreateMeeting create, Actor actor, DateTimeOffset now)
    {
        var meeting = new Meeting
        {
            ProgrammeId = create.ProgrammeId,
            Kind = create.Kind,
            CoordinatorId = actor.AccountId ?? Guid.Empty,
            Title = Title,
            Agenda = Agenda,
            Place = Place,
            Minutes = Minutes,
            CreatedAt = now,
        };
        if (Times.Count > 1) meeting.Options.AddRange(Times.Select(t => new MeetingOption { MeetingId = meeting.Id, StartsAt = t }));
        return meeting;
    }

    /// <summary>Lines left empty are passed over. Visitors are not asked which time suits: an information meeting has one.</summary>
    private static List<DateTimeOffset> ReadTimes(CreateMeeting create, DateTimeOffset now, List<Error> wrong)
    {
        var typed = create.Times.Where(t => t.Date is not null || t.Time is not null).ToList();
        var most = create.Kind == MeetingKind.Information ? 1 : CreateMeeting.MostTimes;
        if (typed.Count == 0) wrong.Add(MeetingErrors.Wrong("DateMissing", nameof(MeetingTime.Date)));
        if (typed.Count > most) wrong.Add(MeetingErrors.Wrong("TooManyTimes", nameof(MeetingTime.Date), most));
        var times = typed.Select(t => MeetingTime.ReadTime(t.Date, t.Time, now, wrong)).OfType<DateTimeOffset>().Order().ToList();
        if (times.Distinct().Count() != times.Count) wrong.Add(MeetingErrors.Wrong("SameTimeTwice", nameof(MeetingTime.Date)));
        return times;
    }
}
