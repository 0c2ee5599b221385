namespace MentorMatch.Browser.Tests.Journey;

/// <summary>
/// Mails that came more than once. Between the mail server's yes and the commit that says so a kill may fall: such a
/// mail is sent again, with the id it had. No other may come twice.
/// </summary>
internal static class Repeats
{
    /// <param name="ids">The Message-ID of each mail that came, in order.</param>
    /// <param name="killedAfter">How many had come by each kill.</param>
    /// <param name="atOnce">How many may be on their way at once.</param>
    public static IEnumerable<string> Unexplained(IEnumerable<string> ids, IReadOnlyCollection<int> killedAfter, int atOnce) =>
        from same in ids.Select((id, at) => (Id: id, At: at)).GroupBy(one => one.Id)
        let first = same.First().At
        where same.Count() > 1 && !killedAfter.Any(came => first >= came - atOnce && first < came + atOnce)
        select same.Key;
}
