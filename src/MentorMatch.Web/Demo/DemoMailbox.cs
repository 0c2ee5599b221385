using System.Text.RegularExpressions;
using MentorMatch.Core.Common;
using MentorMatch.Core.Emails;
using Microsoft.Extensions.Options;

namespace MentorMatch.Web.Demo;

/// <summary>A mail in the pickup folder.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Mail">What it says.</param>
/// <param name="WrittenAt">When it was sent.</param>
public sealed record DemoMail(string Name, ReceivedMail Mail, DateTimeOffset WrittenAt);

/// <summary>Reads the pickup folder. It stands in for the mailboxes of everybody, and exists in Development alone.</summary>
public sealed partial class DemoMailbox(IOptions<EmailSettings> settings)
{
    private const int MostRead = 2000;

    /// <summary>Newest first.</summary>
    /// <param name="search">Part of a reader's name or address, or of a subject.</param>
    /// <param name="page">Which rows.</param>
    public async Task<Page<DemoMail>> ListAsync(string? search, PageRequest page)
    {
        var names = Names();
        if (string.IsNullOrWhiteSpace(search)) return new(await ReadAsync(names.Skip(page.Skip).Take(page.Take)), names.Count, page);
        var found = (await ReadAsync(names.Take(MostRead)))
            .Where(m => $"{m.Mail.To} {m.Mail.Subject}".Contains(search.Trim(), StringComparison.CurrentCultureIgnoreCase)).ToList();
        return new([.. found.Skip(page.Skip).Take(page.Take)], found.Count, page);
    }

    /// <summary>Null where there is none of this name.</summary>
    public async Task<DemoMail?> FindAsync(string name)
    {
        if (!FileName().IsMatch(name)) return null;
        var path = PathOf(name);
        return File.Exists(path)
            ? new DemoMail(name, ReceivedMail.Parse(await File.ReadAllBytesAsync(path)), File.GetLastWriteTimeUtc(path))
            : null;
    }

    private List<string> Names() => Directory.Exists(settings.Value.PickupFolder)
        ? [.. Directory.EnumerateFiles(settings.Value.PickupFolder, "*.eml").Select(p => Path.GetFileNameWithoutExtension(p)).OrderDescending(StringComparer.Ordinal)]
        : [];

    private async Task<IReadOnlyList<DemoMail>> ReadAsync(IEnumerable<string> names)
    {
        var mails = new List<DemoMail>();
        foreach (var name in names)
        {
            if (await FindAsync(name) is { } mail) mails.Add(mail);
        }

        return mails;
    }

    private string PathOf(string name) => Path.Combine(settings.Value.PickupFolder, name + ".eml");

    [GeneratedRegex(@"^[0-9]{8}T[0-9]{9}-[0-9a-f]{32}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName();
}
