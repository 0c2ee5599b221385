using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MentorMatch.Core.Common.Texts;
using MentorMatch.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace MentorMatch.Web.Tests.Shared;

/// <summary>Renders a component by itself, without the application.</summary>
internal static class Rendered
{
    public static Task<IDocument> AsDocumentAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent => AsDocumentAsync(builder =>
        {
            builder.OpenComponent<TComponent>(0);
            builder.AddMultipleAttributes(1, parameters.Select(p => KeyValuePair.Create(p.Name, p.Value!)));
            builder.CloseComponent();
        });

    public static async Task<IDocument> AsDocumentAsync(RenderFragment content)
    {
        await using var services = Services();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Shell.ChildContent)] = content });
            return (await renderer.RenderComponentAsync<Shell>(parameters)).ToHtmlString();
        });
        return new HtmlParser().ParseDocument(html);
    }

    private static ServiceProvider Services() => new ServiceCollection()
        .AddTexts()
        .AddLogging()
        .AddScoped<NavigationManager, FixedAddress>()
        .AddScoped<PageErrors>()
        .AddScoped<IJSRuntime, NoScript>()
        .BuildServiceProvider();

    private sealed class Shell : ComponentBase
    {
        [Parameter]
        public RenderFragment? ChildContent { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
    }

    private sealed class FixedAddress : NavigationManager
    {
        public FixedAddress() => Initialize("http://localhost/", "http://localhost/list?status=ready&page=2");
    }

    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => throw new InvalidOperationException(identifier);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            throw new InvalidOperationException(identifier);
    }
}
