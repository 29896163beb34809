using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>Profiles as they looked earlier: in a stream they are scored while they grow.</summary>
internal static class Prefixes
{
    /// <summary>Each row cut to a length between <paramref name="minimumLength"/> and its own, log-uniform, its items in random order.</summary>
    public static CsrMatrix Cut(CsrMatrix profiles, int minimumLength, SeededRandom random)
    {
        var entries = new List<(int Row, int Column, float Value)>(profiles.NonZeros / 2);
        for (var r = 0; r < profiles.Rows; r++)
        {
            var order = Shuffled(profiles, r, random);
            var shortest = Math.Min(minimumLength, order.Length);
            var length = (int)Math.Round(shortest * Math.Pow((double)order.Length / Math.Max(1, shortest), random.NextDouble()));
            foreach (var item in order.AsSpan(0, Math.Min(order.Length, length)))
                entries.Add((r, item, 1f));
        }

        return CsrMatrix.FromEntries(profiles.Rows, profiles.Columns, entries);
    }

    /// <summary>The items of row <paramref name="row"/> in random order.</summary>
    public static int[] Shuffled(CsrMatrix profiles, int row, SeededRandom random)
    {
        var order = profiles.ColumnsOf(row).ToArray();
        random.Shuffle<int>(order);
        return order;
    }
}
