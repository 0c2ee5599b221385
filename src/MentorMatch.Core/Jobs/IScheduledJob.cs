using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Jobs;

/// <summary>
/// A recurring piece of work. It asks "due and not done", never "is it today"; it may run twice and re-reads
/// the state before it acts.
/// </summary>
public interface IScheduledJob
{
    /// <returns>How many things were done.</returns>
    Task<int> RunAsync(CancellationToken ct);
}

/// <summary>A line of the job list.</summary>
/// <param name="Name">The sentence that names it: "RemindVolunteerToAnswer".</param>
/// <param name="Every">How often it is asked; due times are multiples of this since midnight UTC.</param>
/// <param name="Type">The job.</param>
public sealed record JobDefinition(string Name, TimeSpan Every, Type Type);

public static class JobList
{
    /// <summary>Adds a job to the list; its name is the type's without "Job".</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, TimeSpan every)
        where TJob : class, IScheduledJob
    {
        services.AddScoped<TJob>();
        return services.AddSingleton(new JobDefinition(typeof(TJob).Name[..^"Job".Length], every, typeof(TJob)));
    }
}
