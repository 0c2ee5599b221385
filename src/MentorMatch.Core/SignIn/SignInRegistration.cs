using MentorMatch.Core.Access;
using MentorMatch.Core.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MentorMatch.Core.SignIn;

public static class SignInRegistration
{
    /// <summary>What OWASP asks of PBKDF2 with HMAC-SHA-512.</summary>
    private const int HashIterations = 210_000;

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<ActorLoader>();
        services.AddSingleton<DemoAccountQueries>();
        services.AddSingleton<SignInEmails>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<SecondFactorStore>();
        services.AddSingleton<SecondFactorSetup>();
        services.AddSingleton<StaffPasswords>();
        services.AddSingleton<StaffSignIn>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<AccountQueries>();
        services.AddSingleton<AccountService>();
        services.AddSingleton<OwnAccountQueries>();
        services.AddSingleton<OwnAccountService>();
        services.AddSingleton<OwnEmailService>();
        services.AddSingleton<PersonalExport>();
        services.AddScoped<ErasureService>();
        return services;
    }

    /// <summary>The clock that everything asks; "Clock:Offset" (such as 7.00:00:00) moves it, for rehearsals.</summary>
    public static IServiceCollection AddClock(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<TimeProvider>(new AppClock(configuration.GetValue("Clock:Offset", TimeSpan.Zero)));
}
