using MentorMatch.TestKit;

namespace MentorMatch.Faults.Nodes;

/// <summary>People at the proxy at once: some sign up, step after step, and some write their wishes, until told to stop.</summary>
internal sealed class Crowd(Uri proxy, Ledger ledger, int seed)
{
    /// <summary>The steps of signing up, with answers that can be told from another's.</summary>
    public static IReadOnlyList<(string Step, Func<string, (string Name, string Value)[]> Answers)> Steps { get; } =
    [
        ("name", own => [("Input.Name", $"Karen {own}")]),
        ("contact", own => [("Input.Email", AddressOf(own)), ("Input.Phone", "12345678")]),
        ("about", _ => [("Input.BirthYear", "1962"), ("Input.Postcode", "3450")]),
        ("interests", _ => [("Input.OccupationField", "Office"), ("Input.Interests", "Walking"), ("Input.Interests", "Chess")]),
        ("times", _ => [("Input.Times", "0"), ("Input.Times", "5")]),
        ("motivation", own => [("Input.Motivation", WordsOf(own))]),
        ("source", _ => [("Input.Source", "Poster"), ("Input.InformationMeeting", "True")]),
        ("check", _ => [("Input.Consent", "true")]),
    ];

    public static string AddressOf(string own) => $"{own}@example.com";

    public static string WordsOf(string own) => $"Jeg har tid, siger {own}.";

    public async Task SignUpAsync(int number, string programme, CancellationToken end)
    {
        var random = new Random(HashCode.Combine(seed, number));
        while (!end.IsCancellationRequested)
        {
            var own = TestData.NewAddress()[..16];
            using var visitor = new Visitor(proxy);
            foreach (var (step, answers) in Steps)
            {
                await PauseAsync(random, end);
                if (end.IsCancellationRequested) return;
                var path = step == "name" ? $"/sign-up?programme={programme}" : $"/sign-up/{step}";
                var failure = await visitor.SaveAsync(path, "sign-up", answers(own));
                if (!ledger.Note(failure, () => ledger.SignUps.GetOrAdd(own, _ => []).Add(step))) break;
            }
        }
    }

    /// <summary>The citizen stays signed in from the first to the last restart.</summary>
    public async Task WriteWishesAsync(int number, Guid account, Guid citizen, CancellationToken end)
    {
        var random = new Random(HashCode.Combine(seed, number));
        using var visitor = new Visitor(proxy);
        await visitor.SignInAsync(account);
        for (var words = 1; !end.IsCancellationRequested; words++)
        {
            await PauseAsync(random, end);
            if (end.IsCancellationRequested) return;
            var text = $"Det er udkast nummer {words}.";
            ledger.Note(await visitor.SaveAsync("/citizen/wishes/words", "wishes", ("Input.OwnWords", text)), () => ledger.Words[citizen] = text);
        }
    }

    private static async Task PauseAsync(Random random, CancellationToken end) =>
        await Task.Delay(random.Next(20, 250), end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
