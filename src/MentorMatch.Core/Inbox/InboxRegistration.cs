using MentorMatch.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Inbox;

public static class InboxRegistration
{
    public static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.AddSingleton<MailboxFolder>();
        services.AddSingleton<DeliveryReports>();
        services.AddSingleton<CalendarAnswers>();
        services.AddScoped<InboxQueries>();
        return services.AddJob<ReadInboxJob>(TimeSpan.FromMinutes(5)).AddJob<RemoveOldIncomingEmailsJob>(TimeSpan.FromDays(1));
    }
}
