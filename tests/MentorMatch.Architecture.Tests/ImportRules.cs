using System.Reflection;

namespace MentorMatch.Architecture.Tests;

/// <summary>Which area of Core may mention which: one way only, as docs/how-we-write-a-feature.md draws it.</summary>
internal static class ImportRules
{
    private static readonly string[] Ground = ["Common", "Access", "Audit", "Emails", "Jobs", "Consents"];
    private static readonly string[] Catalogue = [.. Ground, "Programmes", "Worklist"];
    private static readonly string[] People = [.. Catalogue, "Volunteers", "Recruitment", "Citizens"];

    public static IReadOnlyDictionary<string, string[]> Core { get; } = new Dictionary<string, string[]>
    {
        ["Common"] = [],
        ["Access"] = ["Common"],
        ["Audit"] = ["Common", "Access"],
        ["Consents"] = ["Common", "Access"],
        ["Emails"] = ["Common", "Access", "Audit", "Jobs", "Worklist"],
        ["Jobs"] = ["Common", "Access", "Audit"],
        ["Programmes"] = Ground,
        ["Worklist"] = [.. Ground, "Programmes"],
        ["Volunteers"] = Catalogue,
        ["Recruitment"] = [.. Catalogue, "Volunteers"],
        ["Citizens"] = Catalogue,
        ["Matching"] = People,
        ["Training"] = [.. People, "Matching"],
        ["Meetings"] = [.. People, "Matching"],
        ["FollowUps"] = [.. People, "Matching", "Training", "Meetings"],
        ["SignIn"] = [.. People, "Matching", "Training", "Meetings", "FollowUps", "Calendars"],
        ["Learning"] = [.. People, "Matching", "Training", "Meetings", "FollowUps"],
        ["Reports"] = [.. People, "Matching", "Training", "Meetings", "FollowUps"],
        ["Calendars"] = [.. People, "Matching", "Training", "Meetings"],
        ["Inbox"] = [.. People, "Matching", "Training", "Meetings"],
        ["Schedules"] = ["Jobs", "Emails", .. People, "Matching", "Training", "Meetings", "FollowUps", "Inbox", "SignIn", "Learning"],
        ["Data"] = ["*"],
    };

    /// <summary>Each breach as "Programmes.X mentions Matching.Y".</summary>
    /// <param name="assembly">What is looked at.</param>
    /// <param name="root">The namespace that the areas stand under.</param>
    /// <param name="rules">Area to the areas that it may mention; its own is always allowed.</param>
    public static IReadOnlyList<string> Breaches(Assembly assembly, string root, IReadOnlyDictionary<string, string[]> rules)
    {
        var breaches = from type in assembly.GetTypes()
                       let area = AreaOf(type, root)
                       where area is not null
                       from mentioned in ReferencedTypes.Of(type)
                       let target = AreaOf(mentioned, root)
                       where target is not null && target != area && !Allows(rules, area, mentioned, target)
                       select $"{area}.{Outer(type).Name} mentions {target}.{Outer(mentioned).Name}";
        return [.. breaches.Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool Allows(IReadOnlyDictionary<string, string[]> rules, string area, Type mentioned, string target)
    {
        var allowed = rules.TryGetValue(area, out var areas) ? areas : [];
        return allowed.Contains("*") || allowed.Contains(target) || (target == "Data" && mentioned.Name == "AppDbContext");
    }

    private static string? AreaOf(Type type, string root)
    {
        var name = Outer(type).Namespace;
        return name is not null && name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    private static Type Outer(Type type) => type.DeclaringType is { } outer ? Outer(outer) : type;
}
