using MentorMatch.Core.Emails;
using MentorMatch.Core.Recruitment;
using Microsoft.EntityFrameworkCore;

namespace MentorMatch.Faults.Nodes;

/// <summary>What the run found when everything had settled.</summary>
internal sealed record NodesOutcome
{
    public required bool SignedInOnBoth { get; init; }

    public required string? FormOfTheOther { get; init; }

    public required TimeSpan TakenOver { get; init; }

    public required int Saves { get; init; }

    public required IReadOnlyList<string> Failed { get; init; }

    /// <summary>Acknowledged, and not in the database.</summary>
    public required int Lost { get; init; }

    public required JobCount Jobs { get; init; }

    public required int Mails { get; init; }

    /// <summary>Mails of one cause with two Message-IDs, and mails that the server got more than once.</summary>
    public required int Twice { get; init; }

    /// <summary>Recorded as sent, and no server has seen it; or never sent.</summary>
    public required int NeverCame { get; init; }

    /// <summary>Null where there is no Chromium, or nothing was restarted.</summary>
    public required bool? DraftKept { get; init; }

    public required int Reloads { get; init; }

    public bool Kept => SignedInOnBoth && FormOfTheOther is null && Failed.Count == 0 && Lost == 0 && Jobs.DoneOnce == Jobs.DueTimes && Jobs.Failed == 0
        && Twice == 0 && NeverCame == 0 && DraftKept is not false;

    public override string ToString() =>
        $"""
        | what was counted | |
        |---|---|
        | signed in on one node, known on the other | {(SignedInOnBoth ? "yes" : "NO")} |
        | a form of one node sent to the other | {FormOfTheOther ?? "saved"} |
        | node killed in the middle of a job until another had done it | {TakenOver.TotalSeconds:0.0} s |
        | saves acknowledged | {Saves} |
        | saves that failed before the visitor's eyes | {Failed.Count} |
        | acknowledged saves that are not there | {Lost} |
        | due times of jobs | {Jobs.DueTimes} |
        | done exactly once | {Jobs.DoneOnce} |
        | begun by a node that was then stopped or killed, done by another | {Jobs.ClaimedAgain} |
        | failed | {Jobs.Failed} |
        | mails | {Mails} |
        | sent or made twice | {Twice} |
        | never came | {NeverCame} |
        | a coordinator's draft after the last restart | {(DraftKept is null ? "not looked at: no Chromium, or no restart" : DraftKept.Value ? "every word" : "NOT WHOLE")} |
        | times that page was loaded again with what was typed | {Reloads} |
        {string.Join('\n', Failed.GroupBy(f => f).Select(g => $"failed {g.Count()} times: {g.Key}"))}
        {(Kept ? "KEPT" : "BROKEN")}
        """;

    /// <summary>Looks for every acknowledged save in the database.</summary>
    public static async Task<int> LostAsync(Stage stage, Ledger ledger)
    {
        await using var db = stage.Open();
        var rows = (await db.SignUps.AsNoTracking().ToListAsync()).Where(s => s.Answers.LastName is not null)
            .ToDictionary(s => s.Answers.LastName!, StringComparer.OrdinalIgnoreCase);
        var volunteers = (await db.Volunteers.AsNoTracking().Select(v => v.Email).ToListAsync()).ToHashSet(StringComparer.Ordinal);
        var lost = ledger.SignUps.Sum(own => own.Value.Count(step => !rows.TryGetValue(own.Key, out var row) || !IsThere(row, own.Key, step, volunteers)));
        var words = await db.Citizens.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Wishes.OwnWords);
        return lost + ledger.Words.Count(w => words[w.Key] != w.Value);
    }

    /// <summary>Each mail once: by its cause in the database, by its Message-ID at the mail server.</summary>
    public static async Task<(int Mails, int Twice, int NeverCame)> MailsAsync(Stage stage, Ledger ledger, IReadOnlyList<ReceivedMail> received)
    {
        await using var db = stage.Open();
        var rows = await db.Emails.AsNoTracking().ToListAsync();
        var came = received.GroupBy(m => m.MessageId).ToDictionary(g => g.Key, g => g.Count());
        var confirmations = rows.Where(e => e.Kind == "ConfirmSignUp").GroupBy(e => e.ToAddress).ToDictionary(g => g.Key, g => g.Count());
        var sent = ledger.SignUps.Where(s => s.Value.Contains("check")).Select(s => Crowd.AddressOf(s.Key)).ToList();
        var twice = came.Values.Count(times => times > 1) + confirmations.Values.Count(times => times > 1);
        var never = rows.Count(e => e.State != EmailState.Cancelled && !came.ContainsKey(e.MessageId)) + sent.Count(address => !confirmations.ContainsKey(address));
        return (rows.Count, twice, never);
    }

    private static bool IsThere(SignUp row, string own, string step, HashSet<string> volunteers) => step switch
    {
        "name" => true,
        "contact" => row.Answers.Email == Crowd.AddressOf(own),
        "about" => row.Answers.Postcode == "3450",
        "interests" => row.Answers.Interests.Contains("Chess"),
        "times" => row.Answers.Times == 0b100001,
        "motivation" => row.Answers.Motivation == Crowd.WordsOf(own),
        "source" => row.Answers.Source == "Poster",
        "check" => row.SentAt is not null && volunteers.Contains(Crowd.AddressOf(own)),
        _ => false,
    };
}
