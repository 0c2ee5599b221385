namespace MentorMatch.Core.Programmes;

/// <summary>What a step of the plan is counted from.</summary>
public enum PlanAnchor
{
    SignUpConfirmed,
    DraftSaved,
    Interview,
    ReadyWithoutMatch,
    RequestSent,
    FirstMeeting,
    MatchStart,
    LastMeeting,
    LearningMeeting,
    CertificateEnd,
    Closing,
    Ending,
}

/// <summary>To whom a step speaks.</summary>
public enum PlanReader
{
    Visitor,
    Volunteer,
    Citizen,
    Both,
    Invited,

    /// <summary>A task on the worklist, no mail.</summary>
    Coordinator,

    /// <summary>A mail to the volunteer and a task.</summary>
    VolunteerAndCoordinator,
}

/// <summary>How the days of a step are counted.</summary>
public enum PlanCount
{
    /// <summary>At the event itself.</summary>
    AtOnce,

    /// <summary>Days after the event.</summary>
    After,

    /// <summary>Days before it.</summary>
    Before,

    /// <summary>Again and again after so many days.</summary>
    Every,
}

/// <summary>One step of a programme's follow-up.</summary>
/// <param name="Name">Its words are in the texts as "Plan.SilenceNudge".</param>
/// <param name="Anchor">What its days are counted from.</param>
/// <param name="Count">How they are counted.</param>
/// <param name="Reader">To whom it speaks.</param>
/// <param name="Days">The number that a programme sets; null where it comes at once.</param>
/// <param name="AlwaysOn">Without it something would wait for ever.</param>
public sealed record FollowUpKind(
    string Name, PlanAnchor Anchor, PlanCount Count, PlanReader Reader, ProgrammeNumber? Days = null, bool AlwaysOn = false);

/// <summary>The whole follow-up of a programme as data: for the jobs, the page that changes it, and the preview.</summary>
public static class FollowUpKinds
{
    public static FollowUpKind Welcome { get; } = new("Welcome", PlanAnchor.SignUpConfirmed, PlanCount.AtOnce, PlanReader.Volunteer);

    public static FollowUpKind DraftLeft { get; } = new(
        "DraftLeft", PlanAnchor.DraftSaved, PlanCount.After, PlanReader.Visitor, Days(nameof(ProgrammeSettings.DraftReminderDays), 1, 20, s => s.DraftReminderDays, (s, n) => s with { DraftReminderDays = n }));

    public static FollowUpKind InterviewReminder { get; } = new(
        "InterviewReminder", PlanAnchor.Interview, PlanCount.Before, PlanReader.Volunteer, Days(nameof(ProgrammeSettings.InterviewReminderDays), 1, 7, s => s.InterviewReminderDays, (s, n) => s with { InterviewReminderDays = n }));

    public static FollowUpKind IdleVolunteer { get; } = new(
        "IdleVolunteer", PlanAnchor.ReadyWithoutMatch, PlanCount.After, PlanReader.VolunteerAndCoordinator, Days(nameof(ProgrammeSettings.IdleVolunteerDays), 7, 365, s => s.IdleVolunteerDays, (s, n) => s with { IdleVolunteerDays = n }));

    public static FollowUpKind CertificateFirst { get; } = new(
        "CertificateFirst", PlanAnchor.CertificateEnd, PlanCount.Before, PlanReader.VolunteerAndCoordinator, Days(nameof(ProgrammeSettings.CertificateFirstDays), 14, 180, s => s.CertificateFirstDays, (s, n) => s with { CertificateFirstDays = n }));

    public static FollowUpKind CertificateLast { get; } = new(
        "CertificateLast", PlanAnchor.CertificateEnd, PlanCount.Before, PlanReader.VolunteerAndCoordinator, Days(nameof(ProgrammeSettings.CertificateLastDays), 7, 90, s => s.CertificateLastDays, (s, n) => s with { CertificateLastDays = n }));

    public static FollowUpKind RequestReminder { get; } = new(
        "RequestReminder", PlanAnchor.RequestSent, PlanCount.After, PlanReader.Volunteer, Days(nameof(ProgrammeSettings.AnswerReminderDay), 1, 29, s => s.AnswerReminderDay, (s, n) => s with { AnswerReminderDay = n }));

    public static FollowUpKind RequestLapse { get; } = new(
        "RequestLapse", PlanAnchor.RequestSent, PlanCount.After, PlanReader.Volunteer, Days(nameof(ProgrammeSettings.AnswerDays), 2, 30, s => s.AnswerDays, (s, n) => s with { AnswerDays = n }), AlwaysOn: true);

    public static FollowUpKind FirstMeetingReminder { get; } = new(
        "FirstMeetingReminder", PlanAnchor.FirstMeeting, PlanCount.Before, PlanReader.Both, Days(nameof(ProgrammeSettings.FirstMeetingReminderDays), 1, 7, s => s.FirstMeetingReminderDays, (s, n) => s with { FirstMeetingReminderDays = n }));

    public static FollowUpKind FirstMeetingCheck { get; } = new("FirstMeetingCheck", PlanAnchor.FirstMeeting, PlanCount.AtOnce, PlanReader.Coordinator, AlwaysOn: true);

    public static FollowUpKind FirstTalk { get; } = new(
        "FirstTalk", PlanAnchor.MatchStart, PlanCount.After, PlanReader.Coordinator, Days(nameof(ProgrammeSettings.FirstTalkDays), 1, 60, s => s.FirstTalkDays, (s, n) => s with { FirstTalkDays = n }));

    public static FollowUpKind CheckInFirst { get; } = new(
        "CheckInFirst", PlanAnchor.MatchStart, PlanCount.After, PlanReader.Both, Days(nameof(ProgrammeSettings.FirstContactDays), 1, 60, s => s.FirstContactDays, (s, n) => s with { FirstContactDays = n }));

    public static FollowUpKind CheckInSecond { get; } = new(
        "CheckInSecond", PlanAnchor.MatchStart, PlanCount.After, PlanReader.Both, Days(nameof(ProgrammeSettings.SecondContactDays), 2, 90, s => s.SecondContactDays, (s, n) => s with { SecondContactDays = n }));

    public static FollowUpKind CheckInMonthly { get; } = new(
        "CheckInMonthly", PlanAnchor.MatchStart, PlanCount.Every, PlanReader.Both, Days(nameof(ProgrammeSettings.MonthlyContactDays), 7, 120, s => s.MonthlyContactDays, (s, n) => s with { MonthlyContactDays = n }));

    public static FollowUpKind Pulse { get; } = new(
        "Pulse", PlanAnchor.MatchStart, PlanCount.Every, PlanReader.Both, Days(nameof(ProgrammeSettings.PulseDays), 7, 180, s => s.PulseDays, (s, n) => s with { PulseDays = n }));

    public static FollowUpKind SilenceNudge { get; } = new(
        "SilenceNudge", PlanAnchor.LastMeeting, PlanCount.After, PlanReader.Both, Days(nameof(ProgrammeSettings.SilenceNudgeDays), 2, 90, s => s.SilenceNudgeDays, (s, n) => s with { SilenceNudgeDays = n }));

    public static FollowUpKind SilenceTask { get; } = new(
        "SilenceTask", PlanAnchor.LastMeeting, PlanCount.After, PlanReader.Coordinator, Days(nameof(ProgrammeSettings.SilenceTaskDays), 3, 180, s => s.SilenceTaskDays, (s, n) => s with { SilenceTaskDays = n }));

    public static FollowUpKind LearningMeetingDue { get; } = new(
        "LearningMeetingDue", PlanAnchor.LearningMeeting, PlanCount.Every, PlanReader.Coordinator, Days(nameof(ProgrammeSettings.LearningMeetingDays), 7, 365, s => s.LearningMeetingDays, (s, n) => s with { LearningMeetingDays = n }));

    public static FollowUpKind MeetingReminder { get; } = new(
        "MeetingReminder", PlanAnchor.LearningMeeting, PlanCount.Before, PlanReader.Invited, Days(nameof(ProgrammeSettings.MeetingReminderDays), 1, 7, s => s.MeetingReminderDays, (s, n) => s with { MeetingReminderDays = n }));

    public static FollowUpKind MinutesMissing { get; } = new(
        "MinutesMissing", PlanAnchor.LearningMeeting, PlanCount.After, PlanReader.Coordinator, Days(nameof(ProgrammeSettings.MinutesDays), 1, 30, s => s.MinutesDays, (s, n) => s with { MinutesDays = n }));

    public static FollowUpKind ClosingQuestions { get; } = new("ClosingQuestions", PlanAnchor.Closing, PlanCount.AtOnce, PlanReader.Both);

    public static FollowUpKind Thanks { get; } = new("Thanks", PlanAnchor.Ending, PlanCount.AtOnce, PlanReader.Both);

    /// <summary>In the order in which a volunteer and a match live through them.</summary>
    public static IReadOnlyList<FollowUpKind> All { get; } =
    [
        DraftLeft, Welcome, InterviewReminder, IdleVolunteer, CertificateFirst, CertificateLast,
        RequestReminder, RequestLapse, FirstMeetingReminder, FirstMeetingCheck, FirstTalk,
        CheckInFirst, CheckInSecond, CheckInMonthly, Pulse, SilenceNudge, SilenceTask,
        LearningMeetingDue, MeetingReminder, MinutesMissing, ClosingQuestions, Thanks,
    ];

    private static ProgrammeNumber Days(string name, int min, int max, Func<ProgrammeSettings, int> get, Func<ProgrammeSettings, int, ProgrammeSettings> set) =>
        new(name, "Days", min, max, get, set);
}
