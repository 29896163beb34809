using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>What an attacker can learn of the genuine data: popularity, means and deviations of values.</summary>
public sealed class GenuineStatistics
{
    private readonly double[] sums;
    private readonly double[] squares;
    private readonly long[] cumulativePopularity;

    /// <summary>One pass over the interactions.</summary>
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
        for (var e = 0; e < genuine.NonZeros; e++)
        {
            var (item, value) = (genuine.ColumnIndices[e], (double)genuine.Values[e]);
            Popularity[item]++;
            sums[item] += value;
            squares[item] += value * value;
            Minimum = Math.Min(Minimum, (float)value);
            Maximum = Math.Max(Maximum, (float)value);
        }

        Mean = sums.Sum() / genuine.NonZeros;
        Deviation = Math.Sqrt(Math.Max(0, (squares.Sum() / genuine.NonZeros) - (Mean * Mean)));
        cumulativePopularity = new long[genuine.Columns];
        var total = 0L;
        for (var i = 0; i < Popularity.Length; i++)
            cumulativePopularity[i] = total += Popularity[i];
        ByPopularity = [.. Enumerable.Range(0, genuine.Columns).OrderByDescending(i => Popularity[i]).ThenBy(i => i)];
    }

    /// <summary>The profiles themselves.</summary>
    public CsrMatrix Genuine { get; }

    /// <summary>Interactions of each item.</summary>
    public int[] Popularity { get; }

    /// <summary>Items, the most popular first.</summary>
    public int[] ByPopularity { get; }

    /// <summary>Mean over all values.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation over all values.</summary>
    public double Deviation { get; }

    /// <summary>Smallest value of the data.</summary>
    public float Minimum { get; } = float.PositiveInfinity;

    /// <summary>Largest value of the data.</summary>
    public float Maximum { get; } = float.NegativeInfinity;

    /// <summary>Mean profile length of users with at least one interaction.</summary>
    public int MeanLength => Math.Max(1, (int)Math.Round((double)Genuine.NonZeros / Math.Max(1, CountActive())));

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

    /// <summary>An item drawn with probability proportional to its popularity.</summary>
    public int DrawByPopularity(SeededRandom random)
    {
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
        while (true)
        {
            var user = random.NextInt(Genuine.Rows);
            if (Genuine.CountOf(user) > 0)
                return user;
        }
    }

    /// <summary>A normal deviate on the scale of the data: clipped to it, and 1 where the data knows one value only.</summary>
    public float DrawValue(double mean, double deviation, SeededRandom random) =>
        Minimum == Maximum ? Maximum : (float)Math.Clamp(mean + (deviation * random.NextGaussian()), Minimum, Maximum);

    private int CountActive()
    {
        var active = 0;
        for (var u = 0; u < Genuine.Rows; u++)
            active += Genuine.CountOf(u) > 0 ? 1 : 0;
        return active;
    }
}
