using System.Text.RegularExpressions;

namespace MentorMatch.Core.Common;

/// <summary>
/// Finds what looks like a Danish civil registration number (ddmmyy-xxxx), so that free text with one can be refused:
/// the service keeps none.
/// </summary>
public static partial class CprNumber
{
    /// <summary>
    /// Whether the text holds ten digits that begin with a date, written together or parted by a hyphen or spaces.
    /// Days from 61 are the replacement numbers of people without an ordinary one.
    /// </summary>
    public static bool IsIn(string? text) => text is not null && Pattern().IsMatch(text);

    [GeneratedRegex(
        @"(?<![\d+])(0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(0[1-9]|1[0-2])\d{2}\s*[-–—]?\s*\d{4}(?!\d)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
