using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MentorMatch.TestKit;

/// <summary>What a parser of others understood of an iCalendar object.</summary>
public sealed record ReadCalendar(string Method, IReadOnlyList<ReadAppointment> Events);

/// <summary>One appointment, its times in UTC.</summary>
public sealed record ReadAppointment(
    string Uid, int Sequence, string Status, DateTimeOffset Start, DateTimeOffset End, string Summary, string? Location, string? Organizer,
    IReadOnlyList<ReadAttendee> Attendees);

public sealed record ReadAttendee(string Address, string? Rsvp, string? Name);

/// <summary>Two iCalendar parsers that know nothing of the product: ical.js, and icalendar for Python.</summary>
public static class OtherCalendars
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    private static readonly string Folder = NodeFolder.Of("calendar");

    /// <summary>The system's own Python may have the parser where the first one on the path has not.</summary>
    private static readonly Lazy<string?> Python = new(() => new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(CanRead));

    private static bool CanRead(string python)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(python, ["-c", "import icalendar"]) { RedirectStandardError = true, UseShellExecute = false })!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Whether icalendar for Python is installed (Debian: python3-icalendar).</summary>
    public static bool HasPython => Python.Value is not null;

    /// <exception cref="FormatException">The parser refused it; its words are in the message.</exception>
    public static async Task<ReadCalendar> ReadWithIcalJsAsync(string calendar)
    {
        await NodeFolder.InstallAsync(Folder, "ical.js");
        return await ReadAsync("node", "read.mjs", calendar);
    }

    /// <inheritdoc cref="ReadWithIcalJsAsync"/>
    public static Task<ReadCalendar> ReadWithPythonAsync(string calendar) => ReadAsync(Python.Value ?? "python3", "read.py", calendar);

    private static async Task<ReadCalendar> ReadAsync(string program, string script, string calendar)
    {
        var start = new ProcessStartInfo(program, [Path.Combine(Folder, script)])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var parser = Process.Start(start)!;
        await parser.StandardInput.WriteAsync(calendar);
        parser.StandardInput.Close();
        var (output, words) = (await parser.StandardOutput.ReadToEndAsync(), await parser.StandardError.ReadToEndAsync());
        await parser.WaitForExitAsync();
        return parser.ExitCode == 0 ? JsonSerializer.Deserialize<ReadCalendar>(output, Written)! : throw new FormatException(words);
    }
}
