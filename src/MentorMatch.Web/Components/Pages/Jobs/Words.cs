using System.Globalization;
using MentorMatch.Core.Jobs;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Pages.Jobs;

/// <summary>Jobs in words.</summary>
internal static class Words
{
    /// <summary>The job's sentence; of a job that an earlier version had, its name.</summary>
    public static string Of(IStringLocalizer<JobsStaffTexts> texts, string job) =>
        texts[$"Job.{job}"] is { ResourceNotFound: false } sentence ? sentence : texts["NoLonger", job];

    /// <summary>"Every 15 minutes", "Every day at 03.15".</summary>
    public static string When(IStringLocalizer<JobsStaffTexts> texts, Schedule schedule) => schedule switch
    {
        { Minutes: 60 } => texts["Every.Hour"],
        { Minutes: > 0 } => texts["Every.Minutes", schedule.Minutes],
        { Day: { } day } => texts["Every.Week", CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day), Times(schedule)],
        _ => texts["Every.Day", Times(schedule)],
    };

    /// <summary>What a run that failed says; exceptions are said as they are.</summary>
    public static string Failure(IStringLocalizer<JobsStaffTexts> texts, string failure) =>
        JobFailures.All.Contains(failure) ? texts[$"Failure.{failure}"] : failure;

    private static string Times(Schedule schedule) =>
        string.Join(", ", schedule.Times.Select(t => t.ToString("HH.mm", CultureInfo.InvariantCulture)));
}
