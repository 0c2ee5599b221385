using MentorMatch.Core.Jobs;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Pages.Jobs;

/// <summary>Jobs in words.</summary>
internal static class Words
{
    /// <summary>The job's sentence; its name where an area has not written one.</summary>
    public static string Of(IStringLocalizer<JobsStaffTexts> texts, string job) =>
        texts[$"Job.{job}"] is { ResourceNotFound: false } sentence ? sentence : job;

    public static string Every(IStringLocalizer<JobsStaffTexts> texts, TimeSpan every) =>
        every >= TimeSpan.FromDays(1) ? texts["Every.Day"]
        : every == TimeSpan.FromHours(1) ? texts["Every.Hour"]
        : every >= TimeSpan.FromHours(1) ? texts["Every.Hours", (int)every.TotalHours]
        : texts["Every.Minutes", (int)every.TotalMinutes];
}
