using MentorMatch.Core.Access;
using MentorMatch.Core.Programmes;

namespace MentorMatch.Core.Data.Seed;

/// <summary>Draws names and tastes for people who do not exist; the same seed draws the same people.</summary>
internal sealed class DemoPeople(int seed)
{
    private static readonly string[] Women =
    [
        "Agnes", "Birthe", "Camilla", "Dorthe", "Ellen", "Fatma", "Gitte", "Hanne", "Inge", "Jytte", "Karen", "Lone",
        "Maja", "Nadia", "Olga", "Pernille", "Ruth", "Sofie", "Tove", "Ulla", "Vibeke", "Yasmin", "Zeinab", "Åse",
    ];

    private static readonly string[] Men =
    [
        "Anders", "Bent", "Carsten", "Daniel", "Erik", "Finn", "Gert", "Hassan", "Ivan", "Jens", "Kaj", "Leif",
        "Mads", "Niels", "Ole", "Peter", "Rasmus", "Svend", "Thomas", "Uffe", "Viggo", "Yusuf", "Omar", "Ørn",
    ];

    private static readonly string[] Surnames =
    [
        "Fjordby", "Engmark", "Solbakke", "Strandvang", "Lyngdal", "Skovlund", "Havbro", "Kildegård", "Birkelyng", "Mosegren",
        "Vestervang", "Åkirke", "Tangmose", "Bakkehøj", "Elmelund", "Rosenkær", "Stjernholt", "Vindebo", "Hyldedal", "Klitmark",
    ];

    private static readonly string[] Postcodes = ["3400", "3450", "3460", "3480", "3520", "2970", "2980", "3300", "3550", "3600"];

    private readonly HashSet<string> taken = [];

    public Random Random { get; } = new(seed);

    public (string First, string Last, Gender Gender) Name()
    {
        while (true)
        {
            var name = AnyName();
            if (taken.Add($"{name.First} {name.Last}")) return name;
        }
    }

    /// <summary>A name that others may have too.</summary>
    public (string First, string Last, Gender Gender) AnyName()
    {
        var gender = Random.Next(2) == 0 ? Gender.Woman : Gender.Man;
        return (Pick(gender == Gender.Woman ? Women : Men), Pick(Surnames), gender);
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[Random.Next(from.Count)];

    public List<T> Some<T>(IReadOnlyList<T> from, int least, int most)
    {
        var shuffled = from.ToArray();
        Random.Shuffle(shuffled);
        return [.. shuffled.Take(Random.Next(least, most + 1))];
    }

    public Common.Postcode Postcode() => Common.Postcode.Parse(Pick(Postcodes));

    public string Phone() => $"+45{Random.Next(20_000_000, 99_999_999)}";

    public Common.WeekTimes Times(int least, int most)
    {
        var bits = Some([.. Enumerable.Range(0, 21)], least, most);
        return new Common.WeekTimes(bits.Aggregate(0, (mask, bit) => mask | (1 << bit)));
    }

    public List<LanguageSkill> Languages()
    {
        var skills = new List<LanguageSkill> { new("da", Random.Next(5) == 0 ? 3 : 4) };
        if (Random.Next(2) == 0) skills.Add(new("en", Random.Next(2, 4)));
        if (Random.Next(5) == 0) skills.Add(new(Pick<string>(["ar", "uk", "tr", "pl", "so"]), 4));
        return skills;
    }

    /// <summary>"soren.engmark3@example.com": an address that no server has.</summary>
    public string Email(string first, string last) =>
        string.Concat($"{first}.{last}".ToLowerInvariant().Replace("æ", "ae").Replace("ø", "oe").Replace("å", "aa")) + "@example.com";

    public static Account Account(string name, string email, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        DisplayName = name,
        UserName = email,
        NormalizedUserName = email.ToUpperInvariant(),
        Email = email,
        NormalizedEmail = email.ToUpperInvariant(),
        EmailConfirmed = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        CreatedAt = now,
    };
}
