using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using MentorMatch.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Extensions;

namespace MentorMatch.Web.Frame;

/// <summary>
/// Pages take numbers, ids and yes or no from their address, and the framework ends in a fault where a word stands in such a
/// place: a link that was cut short, or typed by hand.
/// </summary>
public static class ReadableQueries
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, Type>> OfPages = new();

    // Parts of pages read the address too; their names are their own.
    private static readonly List<(string Name, Type Type)> OfParts =
        [.. typeof(App).Assembly.GetTypes().Where(type => !type.IsDefined(typeof(RouteAttribute))).SelectMany(ParametersOf)];

    /// <summary>Sends on to the same page without what cannot be read.</summary>
    public static IApplicationBuilder UseReadableQueries(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.Query.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { } page) return next(context);
        var types = OfPages.GetOrAdd(page.Type, type => ParametersOf(type).Concat(OfParts).DistinctBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(p => p.Name, p => p.Type, StringComparer.OrdinalIgnoreCase));
        var readable = request.Query.Where(pair => !types.TryGetValue(pair.Key, out var type) || pair.Value.All(value => IsReadable(value, type))).ToList();
        if (readable.Count == request.Query.Count) return next(context);
        context.Response.Redirect(UriHelper.BuildRelative(request.PathBase, request.Path, QueryString.Create(readable)));
        return Task.CompletedTask;
    });

    private static IEnumerable<(string Name, Type Type)> ParametersOf(Type component) =>
        from property in component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        let query = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
        where query is not null
        select (query.Name ?? property.Name, property.PropertyType);

    /// <summary>As the framework reads it.</summary>
    private static bool IsReadable(string? value, Type type)
    {
        var inner = Nullable.GetUnderlyingType(type);
        if (inner is not null && string.IsNullOrEmpty(value)) return true;
        return Type.GetTypeCode(inner ?? type) switch
        {
            TypeCode.Boolean => bool.TryParse(value, out _),
            TypeCode.Int32 => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
            _ => (inner ?? type) != typeof(Guid) || Guid.TryParse(value, out _),
        };
    }
}
