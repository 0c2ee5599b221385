using System.Runtime.InteropServices;

namespace MentorMatch.Ranking.Allocation;

/// <summary>Who has whom so far, and the choices that are looked at; each citizen's can be added to.</summary>
internal sealed class Allotment
{
    private readonly List<Choice>[] _choices;
    private readonly List<bool>[] _given;

    public Allotment(IEnumerable<List<Choice>> choices, IReadOnlyList<int> wanted, int mentors)
    {
        _choices = [.. choices];
        _given = [.. _choices.Select(of => new List<bool>(new bool[of.Count]))];
        Lacking = [.. wanted];
        Holders = [.. Enumerable.Range(0, mentors).Select(_ => new List<Holder>())];
    }

    /// <summary>A citizen who has the mentor, and which of the citizen's choices that is.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Holder(int Citizen, int At);

    public int Citizens => _choices.Length;

    /// <summary>Of each mentor.</summary>
    public List<Holder>[] Holders { get; }

    /// <summary>Places that each citizen has not been given.</summary>
    public int[] Lacking { get; }

    public ReadOnlySpan<Choice> ChoicesOf(int citizen) => CollectionsMarshal.AsSpan(_choices[citizen]);

    /// <summary>One a choice.</summary>
    public ReadOnlySpan<bool> GivenOf(int citizen) => CollectionsMarshal.AsSpan(_given[citizen]);

    public void Add(int citizen, IEnumerable<Choice> choices)
    {
        var before = _choices[citizen].Count;
        _choices[citizen].AddRange(choices);
        _given[citizen].AddRange(new bool[_choices[citizen].Count - before]);
    }

    public int IndexOf(int citizen, int mentor) => _choices[citizen].FindIndex(choice => choice.Mentor == mentor);

    public void Give(int citizen, int at)
    {
        _given[citizen][at] = true;
        Lacking[citizen]--;
        Holders[_choices[citizen][at].Mentor].Add(new(citizen, at));
    }

    public void TakeBack(int citizen, int at)
    {
        _given[citizen][at] = false;
        Lacking[citizen]++;
        Holders[_choices[citizen][at].Mentor].Remove(new(citizen, at));
    }

    /// <summary>What all that is given is worth, and each citizen's mentors in ascending order.</summary>
    public (double Worth, IReadOnlyList<IReadOnlyList<int>> Mentors) Outcome()
    {
        var (worth, mentors) = (0d, _choices.Select(_ => new List<int>()).ToArray());
        for (var mentor = 0; mentor < Holders.Length; mentor++)
        {
            foreach (var holder in Holders[mentor])
            {
                worth += _choices[holder.Citizen][holder.At].Worth;
                mentors[holder.Citizen].Add(mentor);
            }
        }

        return (worth, mentors);
    }
}
