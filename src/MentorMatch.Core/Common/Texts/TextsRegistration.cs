using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Core.Common.Texts;

public static class TextsRegistration
{
    /// <summary>Makes <see cref="IStringLocalizer{T}"/> read the texts that sit beside the marker type.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services)
    {
        services.AddSingleton<IStringLocalizerFactory, TextLocalizerFactory>();
        services.AddTransient(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
        return services;
    }
}
