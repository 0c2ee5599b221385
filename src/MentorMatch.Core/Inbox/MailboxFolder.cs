using MentorMatch.Core.Emails;
using Microsoft.Extensions.Options;

namespace MentorMatch.Core.Inbox;

/// <summary>
/// A folder into which a mail server puts what comes for our address: a Maildir, or .eml files one a mail. Whoever
/// writes there moves a finished file into place, as mail servers do.
/// </summary>
public sealed class MailboxFolder(IOptions<EmailSettings> settings)
{
    public const string SetAsideName = "set-aside";

    /// <summary>Longer mails are set aside unread: neither a report nor a calendar's answer is this long.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    private const int Batch = 500;

    public bool IsUsed => settings.Value.InboxFolder.Length > 0;

    private string Folder => settings.Value.InboxFolder;

    /// <summary>The oldest first.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder of the settings does not exist.</exception>
    public IReadOnlyList<FileInfo> Waiting()
    {
        var root = new DirectoryInfo(Folder);
        if (!root.Exists) throw new DirectoryNotFoundException($"The folder for incoming mail does not exist: {Folder}");
        var files = root.EnumerateFiles("*.eml").ToList();
        foreach (var part in new[] { "new", "cur" })
        {
            var maildir = new DirectoryInfo(Path.Combine(Folder, part));
            if (maildir.Exists) files.AddRange(maildir.EnumerateFiles());
        }

        return [.. files.OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).Take(Batch)];
    }

    /// <summary>Out of the way of the next reading, and kept for a person.</summary>
    public void SetAside(FileInfo file)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, SetAsideName));
        file.MoveTo(Path.Combine(folder.FullName, file.Name), overwrite: true);
    }
}
