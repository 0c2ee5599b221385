using System.Reflection;
using MentorMatch.Core.Data;
using MentorMatch.Ranking;

namespace MentorMatch.Architecture.Tests;

public sealed class ImportRulesTests
{
    private static readonly Assembly Core = typeof(AppDbContext).Assembly;
    private static readonly Assembly Web = typeof(MentorMatch.Web.Components.App).Assembly;

    [Fact]
    public void Core_EveryArea_MentionsOnlyWhatStandsBelowIt() =>
        Assert.Empty(ImportRules.Breaches(Core, "MentorMatch.Core", ImportRules.Core));

    [Fact]
    public void Core_EveryArea_HasARule() =>
        Assert.Empty(Core.GetTypes()
            .Select(t => t.Namespace)
            .Where(n => n is not null && n.StartsWith("MentorMatch.Core.", StringComparison.Ordinal))
            .Select(n => n!.Split('.')[2])
            .Distinct()
            .Except(ImportRules.Core.Keys));

    [Fact]
    public void Breaches_PlantedWrongImports_AreFound()
    {
        var rules = new Dictionary<string, string[]> { ["Programmes"] = [], ["Matching"] = ["Programmes"] };

        var breaches = ImportRules.Breaches(typeof(ImportRulesTests).Assembly, "MentorMatch.Planted", rules);

        Assert.Equal(["Programmes.MentionsInLambda mentions Matching.Later", "Programmes.MentionsInSignature mentions Matching.Later"], breaches);
    }

    [Theory]
    [InlineData("MentorMatch.Ranking", "")]
    [InlineData("MentorMatch.Core", "MentorMatch.Ranking")]
    [InlineData("MentorMatch.Web", "MentorMatch.Core,MentorMatch.Ranking")]
    [InlineData("mentormatch", "MentorMatch.Core,MentorMatch.Ranking")]
    public void Assembly_OfTheProduct_ReferencesOnlyWhatStandsBelowIt(string name, string allowed)
    {
        var assembly = new[] { typeof(RankingModel).Assembly, Core, Web, Assembly.Load("mentormatch") }.Single(a => a.GetName().Name == name);

        var ours = assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("MentorMatch.", StringComparison.OrdinalIgnoreCase));

        Assert.Empty(ours.Except(allowed.Split(',')));
    }
}
