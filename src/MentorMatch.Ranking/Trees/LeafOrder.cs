namespace MentorMatch.Ranking.Trees;

/// <summary>The leaves of a tree from left to right, and as bits the leaves on the left of each node.</summary>
internal sealed class LeafOrder
{
    private int _next;

    private LeafOrder(Tree tree) => (Place, LeftOf) = (new int[tree.Leaves], new ulong[tree.Nodes]);

    public int[] Place { get; }

    public ulong[] LeftOf { get; }

    public static LeafOrder Of(Tree tree)
    {
        var order = new LeafOrder(tree);
        order.Visit(tree, tree.Nodes == 0 ? ~0 : 0);
        return order;
    }

    private ulong Visit(Tree tree, int at)
    {
        if (at < 0)
        {
            Place[~at] = _next;
            return 1UL << _next++;
        }

        LeftOf[at] = Visit(tree, tree.Left[at]);
        return LeftOf[at] | Visit(tree, tree.Right[at]);
    }
}
