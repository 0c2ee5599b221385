using MentorMatch.Core.Common;
using Microsoft.Extensions.Localization;

namespace MentorMatch.Web.Components.Shared;

/// <param name="Field">The name of the input it belongs beside; null where it is about the whole form.</param>
/// <param name="Message">A sentence in the language of the page.</param>
/// <param name="Typed">What was sent and could not be read, where the field's value cannot hold it.</param>
public sealed record FormError(string? Field, string Message, string? Typed = null);

/// <summary>
/// What is wrong with a form that was sent: shown beside the fields and in the summary above them. Static and
/// interactive pages fill it the same way, from their own checks and from what a service refused.
/// </summary>
public sealed class FormErrors
{
    private readonly List<FormError> all = [];

    public IReadOnlyList<FormError> All => all;

    public bool Any => all.Count > 0;

    public event EventHandler? Changed;

    /// <summary>Rises with each change, so that the summary knows when to take focus.</summary>
    public int Revision { get; private set; }

    public void Add(string? field, string message, string? typed = null)
    {
        if (field is null || For(field) is null)
        {
            all.Add(new FormError(field, message, typed));
            Change();
        }
    }

    /// <summary>What a service refused, in the language of the page.</summary>
    public void Add(IEnumerable<Error> refusals, IStringLocalizerFactory texts)
    {
        foreach (var refusal in refusals)
        {
            Add(refusal.Field, texts.Words(refusal));
        }
    }

    /// <summary>The first thing wrong with a field, or null.</summary>
    public string? For(string field) => First(field)?.Message;

    /// <summary>What was sent for a field and could not be read, or null.</summary>
    public string? TypedFor(string field) => First(field)?.Typed;

    public void Clear()
    {
        all.Clear();
        Change();
    }

    private void Change()
    {
        Revision++;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private FormError? First(string field) =>
        all.FirstOrDefault(error => string.Equals(error.Field, field, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Which form a field is in: names are posted under the form's prefix and ids are made of them.</summary>
/// <param name="Prefix">The page's property that takes the fields; empty outside a form.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record FormScope(string Prefix, FormErrors Errors)
{
    public static FormScope None { get; } = new("", new FormErrors());

    public string NameOf(string field) => Prefix.Length == 0 ? field : $"{Prefix}.{field}";

    public string IdOf(string field) => IdFrom(NameOf(field));

    public static string IdFrom(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).TrimEnd('-');
}
