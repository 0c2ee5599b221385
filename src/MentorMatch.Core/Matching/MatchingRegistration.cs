using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Matching;

public static class MatchingRegistration
{
    public static IServiceCollection AddMatching(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddSingleton<CandidateGuides>();
        services.AddSingleton<ProgrammeModels>();
        services.AddSingleton<CandidateSource>();
        services.AddSingleton<MatchEmails>();
        services.AddEmailKinds(MatchEmails.Kinds).AddEmailReason(MatchReasons.Waiting);
        services.AddSingleton<MatchRequests>();
        services.AddSingleton<AfterRefusal>();
        services.AddSingleton<ReasonWords>();
        services.AddSingleton<Bell<ShortlistBatch>>();
        services.AddScoped<ShortlistDrafts>();
        services.AddScoped<BatchDrafts>();
        services.AddScoped<BatchDrafting>();
        services.AddScoped<BatchApprovals>();
        services.AddScoped<BatchQueries>();
        services.AddScoped<SuggestionService>();
        services.AddScoped<ShortlistPublishing>();
        services.AddScoped<StillLookingService>();
        services.AddScoped<SuggestionQueries>();
        services.AddScoped<ChoiceService>();
        services.AddScoped<ChoiceUndo>();
        services.AddScoped<ChoiceQueries>();
        services.AddScoped<AnswerService>();
        services.AddScoped<RequestQueries>();
        services.AddScoped<LeaveService>();
        services.AddScoped<MatchQueries>();
        services.AddScoped<VolunteerMatchQueries>();
        services.AddScoped<RankingSettingsService>();
        return services;
    }
}
