using MentorMatch.Core.Common.Texts;
using MentorMatch.Core.Emails;
using MentorMatch.Core.Jobs;
using MentorMatch.Core.Schedules;
using MentorMatch.Core.Worklist;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Tests.Jobs;

/// <summary>What staff read about jobs, work and mails has words for each.</summary>
public sealed class JobSentencesTests
{
    public static TheoryData<string> Jobs =>
        [.. typeof(IScheduledJob).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IScheduledJob))).Select(t => t.Name[..^"Job".Length])];

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Job_OfTheList_HasASentence(string job) => AssertWords(typeof(JobsStaffTexts), $"Job.{job}");

    [Fact]
    public void Job_EveryOneThatIsWritten_IsOnTheList() =>
        Assert.Equal(
            Jobs.Cast<object[]>().Select(j => (string)j[0]).Order(StringComparer.Ordinal),
            new ServiceCollection().AddJobSchedule().BuildServiceProvider().GetServices<JobDefinition>().Select(j => j.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void JobFailures_EachOfThem_HasWords() => Assert.All(JobFailures.All, failure => AssertWords(typeof(JobsStaffTexts), $"Failure.{failure}"));

    [Fact]
    public void WorkKind_EachOfThem_HasASentence() =>
        Assert.All(Enum.GetValues<WorkKind>(), kind => AssertWords(typeof(WorklistStaffTexts), $"Work.{kind}"));

    [Fact]
    public void EmailState_EachOfThem_HasWords() =>
        Assert.All(Enum.GetValues<EmailState>(), state => AssertWords(typeof(EmailsTexts), $"State.{state}"));

    private static void AssertWords(Type texts, string key) => Assert.False(new TextLocalizer(texts)[key].ResourceNotFound, key);
}
