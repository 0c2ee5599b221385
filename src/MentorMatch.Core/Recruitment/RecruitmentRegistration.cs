using MentorMatch.Core.Emails;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Recruitment;

public static class RecruitmentRegistration
{
    public static IServiceCollection AddRecruitment(this IServiceCollection services)
    {
        services.AddSingleton<RecruitmentEmails>();
        services.AddSingleton<InterviewEmails>();
        services.AddEmailKinds(RecruitmentEmails.Kinds).AddEmailKinds(InterviewEmails.Kinds).AddEmailReason(InterviewReasons.Booked).AddEmailReason(InterviewReasons.DraftLeft);
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
        return services;
    }
}
