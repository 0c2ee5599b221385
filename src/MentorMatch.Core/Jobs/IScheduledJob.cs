using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Jobs;

/// <summary>
/// A recurring piece of work. It asks "due and not done", never "is it today"; it may run twice and re-reads
/// the state before it acts.
/// </summary>
public interface IScheduledJob
{
    /// <param name="ct">Cancelled when the service stops, and when the job has taken longer than it may.</param>
    /// <returns>How many things were done.</returns>
    Task<int> RunAsync(CancellationToken ct);
}

/// <summary>A line of the job list.</summary>
/// <param name="Name">The sentence that names it: "RemindVolunteerToAnswer". What it does, for people, is the text "Job.RemindVolunteerToAnswer".</param>
/// <param name="Schedule">When it is due.</param>
/// <param name="Type">The job.</param>
/// <param name="Limit">How long a run may take; that of the settings where left out.</param>
public sealed record JobDefinition(string Name, Schedule Schedule, Type Type, TimeSpan? Limit = null);

public static class JobList
{
    /// <summary>Adds a job to the list; its name is the type's without "Job".</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, Schedule schedule, TimeSpan? limit = null)
        where TJob : class, IScheduledJob
    {
        services.AddScoped<TJob>();
        return services.AddSingleton(new JobDefinition(typeof(TJob).Name[..^"Job".Length], schedule, typeof(TJob), limit));
    }
}
