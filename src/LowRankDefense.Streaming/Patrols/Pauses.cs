using System.Numerics;

namespace LowRankDefense.Streaming.Patrols;

/// <summary>How many others come between two clicks of a user.</summary>
internal sealed class Pauses
{
    private const double Nearly = 0.99;

    // [k]: pauses of 2ᵏ − 1 to 2ᵏ⁺¹ − 2.
    private readonly long[] counts = new long[32];
    private long all;

    /// <summary>Nearly all pauses are this long at most; too long by a factor of two at most, and 0 where all are nothing.</summary>
    public int Usual
    {
        get
        {
            var (sum, k) = (0L, 0);
            while (k < counts.Length - 1 && (sum += counts[k]) < Nearly * all)
                k++;
            return (int)((1L << (all == 0 ? 0 : k)) - 1) * 2;
        }
    }

    /// <summary>Counts a pause, 0 or more.</summary>
    public void Add(int others)
    {
        counts[BitOperations.Log2((uint)others + 1)]++;
        all++;
    }
}
