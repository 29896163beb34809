using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Neighbourhoods;

/// <summary>Scratch of one thread: how strongly one item goes together with every other.</summary>
internal sealed class CooccurrenceRow(int items)
{
    private readonly double[] sums = new double[items];
    private readonly bool[] isTouched = new bool[items];
    private readonly List<int> touched = [];

    /// <summary>c_j = Σ_u x_ui x_uj for item i and every j.</summary>
    public void Accumulate(CsrMatrix histories, CsrMatrix byItem, int item)
    {
        var users = byItem.ColumnsOf(item);
        var own = byItem.ValuesOf(item);
        for (var e = 0; e < users.Length; e++)
        {
            var others = histories.ColumnsOf(users[e]);
            var values = histories.ValuesOf(users[e]);
            for (var o = 0; o < others.Length; o++)
            {
                if (!isTouched[others[o]])
                    touched.Add(others[o]);
                isTouched[others[o]] = true;
                sums[others[o]] += (double)own[e] * values[o];
            }
        }
    }

    /// <summary>The most similar items, ascending by index, ties going to the smaller; forgets the sums.</summary>
    public (int Item, float Similarity)[] TakeNearest(int item, double[] norms, ItemNeighbourOptions options)
    {
        var similar = new List<(int Item, float Similarity)>(touched.Count);
        foreach (var other in touched)
        {
            // s_ij = c_ij / (‖i‖ ‖j‖ + shrinkage)
            var similarity = sums[other] / ((norms[item] * norms[other]) + options.Shrinkage);
            if (other != item && similarity > 0.0)
                similar.Add((other, (float)similarity));
            (sums[other], isTouched[other]) = (0.0, false);
        }

        touched.Clear();
        similar.Sort(static (a, b) => a.Similarity != b.Similarity ? b.Similarity.CompareTo(a.Similarity) : a.Item.CompareTo(b.Item));
        return [.. similar.Take(options.Neighbours).OrderBy(n => n.Item)];
    }
}
