using MentorMatch.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Recruitment;

public static class RecruitmentRegistration
{
    public static IServiceCollection AddRecruitment(this IServiceCollection services)
    {
        services.AddSingleton<RecruitmentEmails>();
        services.AddSingleton<InterviewEmails>();
        services.AddScoped<SignUpService>();
        services.AddScoped<SignUpSending>();
        services.AddScoped<SignUpConfirmation>();
        services.AddScoped<SignUpResumption>();
        services.AddScoped<SignUpQueries>();
        services.AddScoped<ApplicantService>();
        services.AddScoped<InterviewService>();
        services.AddScoped<InterviewQueries>();
        services.AddScoped<AssociationService>();
        services.AddScoped<AssociationQueries>();
        services.AddJob<RemindOfDraftSignUpJob>(TimeSpan.FromHours(1));
        services.AddJob<RemoveOldSignUpsJob>(TimeSpan.FromDays(1));
        services.AddJob<RemindOfInterviewJob>(TimeSpan.FromMinutes(15));
        services.AddJob<AskForInterviewOutcomeJob>(TimeSpan.FromMinutes(15));
        return services;
    }
}
