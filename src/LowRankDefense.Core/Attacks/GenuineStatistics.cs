using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>What an attacker can learn of the genuine data: popularity, means and deviations of values.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class GenuineStatistics
{
    private readonly double[] sums;
    private readonly double[] squares;
    private readonly long[] cumulativePopularity;
    private readonly int[] activeUsers;
    private readonly float[] scale;
    private CsrMatrix? byItem;

    /// <summary>One pass over the interactions, and a sort of items and values.</summary>
    /// <param name="genuine">Users × items, at least one interaction.</param>
    /// <exception cref="ArgumentException">There is no interaction.</exception>
    public GenuineStatistics(CsrMatrix genuine)
    {
        ArgumentNullException.ThrowIfNull(genuine);
        if (genuine.NonZeros == 0)
            throw new ArgumentException("There is no genuine interaction to imitate: give profiles with at least one.", nameof(genuine));
        Genuine = genuine;
        Popularity = new int[genuine.Columns];
        sums = new double[genuine.Columns];
        squares = new double[genuine.Columns];
        var values = new HashSet<float>();
        for (var e = 0; e < genuine.NonZeros; e++)
        {
            var (item, value) = (genuine.ColumnIndices[e], (double)genuine.Values[e]);
            Popularity[item]++;
            sums[item] += value;
            squares[item] += value * value;
            values.Add(genuine.Values[e]);
        }

        scale = [.. values.Order()];
        activeUsers = [.. Enumerable.Range(0, genuine.Rows).Where(u => genuine.CountOf(u) > 0)];
        MeanLength = Math.Max(1, (int)Math.Round((double)genuine.NonZeros / activeUsers.Length));
        Mean = sums.Sum() / genuine.NonZeros;
        Deviation = Math.Sqrt(Math.Max(0, (squares.Sum() / genuine.NonZeros) - (Mean * Mean)));
        cumulativePopularity = new long[genuine.Columns];
        var total = 0L;
        for (var i = 0; i < Popularity.Length; i++)
            cumulativePopularity[i] = total += Popularity[i];
        ByPopularity = [.. Enumerable.Range(0, genuine.Columns).OrderByDescending(i => Popularity[i]).ThenBy(i => i)];
    }

    /// <summary>The profiles themselves: users × items.</summary>
    public CsrMatrix Genuine { get; }

    /// <summary>The same by item: items × users. Built when it is first asked for, in O(non-zeros).</summary>
    public CsrMatrix ByItem => byItem ??= Genuine.Transpose();

    /// <summary>Interactions of each item.</summary>
    public int[] Popularity { get; }

    /// <summary>Items, the most popular first; of equally popular ones the lower column first.</summary>
    public int[] ByPopularity { get; }

    /// <summary>Mean over all values.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation over all values (of the population: over n).</summary>
    public double Deviation { get; }

    /// <summary>The values that occur, ascending: 1 to 5 in steps of ½, say, or 1 alone.</summary>
    public ReadOnlySpan<float> Scale => scale;

    /// <summary>Whether the data knows one value only: that something happened.</summary>
    public bool IsImplicit => scale.Length == 1;

    /// <summary>Smallest value of the data.</summary>
    public float Minimum => scale[0];

    /// <summary>Largest value of the data.</summary>
    public float Maximum => scale[^1];

    /// <summary>Mean profile length of users with at least one interaction, rounded; 1 or more.</summary>
    public int MeanLength { get; }

    /// <summary>Mean value of <paramref name="item"/>; the global mean where it has none.</summary>
    public double MeanOf(int item) => Popularity[item] == 0 ? Mean : sums[item] / Popularity[item];

    /// <summary>Standard deviation of the values of <paramref name="item"/>; the global one where it has fewer than two.</summary>
    public double DeviationOf(int item)
    {
        if (Popularity[item] < 2)
            return Deviation;
        var mean = MeanOf(item);
        return Math.Sqrt(Math.Max(0, (squares[item] / Popularity[item]) - (mean * mean)));
    }

    /// <summary>The items whose users are most the item's own, by the cosine of the sets of users, the closest first; fewer where its users have no more.</summary>
    /// <param name="item">Column of the item.</param>
    /// <param name="count">How many, 0 or more.</param>
    public int[] ClosestTo(int item, int count)
    {
        var shared = new Dictionary<int, int>();
        foreach (var user in ByItem.ColumnsOf(item))
        {
            foreach (var other in Genuine.ColumnsOf(user))
                shared[other] = shared.GetValueOrDefault(other) + 1;
        }

        shared.Remove(item);
        // cos(A, B) = |A ∩ B| / √(|A| |B|), |A| the same for all.
        return [.. shared.OrderByDescending(s => s.Value / Math.Sqrt(Popularity[s.Key])).ThenBy(s => s.Key).Take(count).Select(s => s.Key)];
    }

    /// <summary>An item drawn with probability proportional to its popularity.</summary>
    public int DrawByPopularity(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var at = (long)(random.NextDouble() * cumulativePopularity[^1]);
        var index = Array.BinarySearch(cumulativePopularity, at + 1);
        index = index < 0 ? ~index : index;
        while (index > 0 && cumulativePopularity[index - 1] > at)
            index--;
        return index;
    }

    /// <summary>The row of a user with at least one interaction, drawn uniformly.</summary>
    public int DrawUser(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return activeUsers[random.NextInt(activeUsers.Length)];
    }

    /// <summary>An item of the user in row <paramref name="user"/>, who has one, drawn uniformly.</summary>
    public int DrawItemOf(int user, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var items = Genuine.ColumnsOf(user);
        return items[random.NextInt(items.Length)];
    }

    /// <summary>A value around the global mean, on the scale of the data.</summary>
    public float DrawValue(SeededRandom random) => DrawValueNear(Mean, Deviation, random);

    /// <summary>A value around the mean of <paramref name="item"/>, on the scale of the data.</summary>
    public float DrawValueOf(int item, SeededRandom random) => DrawValueNear(MeanOf(item), DeviationOf(item), random);

    /// <summary>A normal deviate, rounded to the nearest value that occurs: fakes with values that nobody can give would be found by these.</summary>
    /// <param name="mean">Its mean.</param>
    /// <param name="deviation">Its standard deviation, 0 or more.</param>
    /// <param name="random">Source of the draw; data of one value draws nothing.</param>
    public float DrawValueNear(double mean, double deviation, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (IsImplicit)
            return Maximum;
        var value = (float)(mean + (deviation * random.NextGaussian()));
        var above = Array.BinarySearch(scale, value);
        above = Math.Clamp(above < 0 ? ~above : above, 1, scale.Length - 1);
        return value - scale[above - 1] < scale[above] - value ? scale[above - 1] : scale[above];
    }
}
