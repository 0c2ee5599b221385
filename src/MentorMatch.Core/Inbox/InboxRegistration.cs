using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.Inbox;

public static class InboxRegistration
{
    public static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.AddSingleton<MailboxFolder>();
        services.AddSingleton<DeliveryReports>();
        services.AddSingleton<CalendarAnswers>();
        return services.AddScoped<InboxQueries>();
    }
}
