namespace MentorMatch.Core.Worklist;

/// <summary>The part of the work that an item belongs to; a view of the list each.</summary>
public enum WorkGroup
{
    Recruitment,
    Matching,
    FollowUp,
    Other,
}

public static class WorkGroups
{
    private static readonly Dictionary<WorkKind, WorkGroup> Groups = new()
    {
        [WorkKind.NewVolunteer] = WorkGroup.Recruitment,
        [WorkKind.InterviewToHold] = WorkGroup.Recruitment,
        [WorkKind.VolunteerMayBeReady] = WorkGroup.Recruitment,
        [WorkKind.CertificateRunsOut] = WorkGroup.Recruitment,
        [WorkKind.IdleVolunteer] = WorkGroup.Recruitment,
        [WorkKind.ProfileChangeWanted] = WorkGroup.Recruitment,
        [WorkKind.SaidNoInCalendar] = WorkGroup.Recruitment,
        [WorkKind.WishesReady] = WorkGroup.Matching,
        [WorkKind.WishesChanged] = WorkGroup.Matching,
        [WorkKind.HelpToChoose] = WorkGroup.Matching,
        [WorkKind.NoneFits] = WorkGroup.Matching,
        [WorkKind.NobodyFits] = WorkGroup.Matching,
        [WorkKind.ShortlistRanOut] = WorkGroup.Matching,
        [WorkKind.VolunteerDeclined] = WorkGroup.Matching,
        [WorkKind.VolunteerSilent] = WorkGroup.Matching,
        [WorkKind.ChangeWanted] = WorkGroup.Matching,
        [WorkKind.BookFirstMeeting] = WorkGroup.FollowUp,
        [WorkKind.RecordAgreement] = WorkGroup.FollowUp,
        [WorkKind.AttendanceMissing] = WorkGroup.FollowUp,
        [WorkKind.CallCitizen] = WorkGroup.FollowUp,
        [WorkKind.FirstContact] = WorkGroup.FollowUp,
        [WorkKind.SilentMatch] = WorkGroup.FollowUp,
        [WorkKind.BadNews] = WorkGroup.FollowUp,
        [WorkKind.PulseGap] = WorkGroup.FollowUp,
        [WorkKind.SomethingWrong] = WorkGroup.FollowUp,
        [WorkKind.ClosingTalk] = WorkGroup.FollowUp,
        [WorkKind.MinutesMissing] = WorkGroup.FollowUp,
        [WorkKind.LearningMeetingDue] = WorkGroup.FollowUp,
    };

    public static WorkGroup Of(WorkKind kind) => Groups.GetValueOrDefault(kind, WorkGroup.Other);

    public static IReadOnlyList<WorkKind> KindsOf(WorkGroup group) => [.. Enum.GetValues<WorkKind>().Where(k => Of(k) == group)];
}
