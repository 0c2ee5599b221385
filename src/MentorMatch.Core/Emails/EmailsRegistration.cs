using MentorMatch.Core.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Emails;

public static class EmailsRegistration
{
    /// <summary>The outbox, what empties it, and the transport that the section "Email" names.</summary>
    public static IServiceCollection AddEmails(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<EmailSettings>(configuration.GetSection(EmailSettings.Section));
        services.Configure<MunicipalitySettings>(configuration.GetSection(MunicipalitySettings.Section));
        services.AddSingleton<Bell<OutgoingEmail>>();
        services.AddSingleton<IInterceptor, EmailBellInterceptor>();
        services.AddSingleton<EmailRendering>();
        MailServerTransport.Register(services, configuration);
        services.AddSingleton<PickupTransport>();
        services.AddSingleton<IEmailTransport>(provider =>
            provider.GetRequiredService<IOptions<EmailSettings>>().Value.Transport == EmailTransportKind.Pickup
                ? provider.GetRequiredService<PickupTransport>()
                : provider.GetRequiredService<MailServerTransport>());
        services.AddSingleton<EmailDelivery>();
        services.AddSingleton<EmailPreparation>();
        services.AddSingleton<EmailSamples>();
        services.AddScoped<EmailWordings>();
        services.AddScoped<EmailOptOuts>();
        services.AddScoped<EmailService>();
        services.AddScoped<EmailQueries>();
        return services;
    }
}
