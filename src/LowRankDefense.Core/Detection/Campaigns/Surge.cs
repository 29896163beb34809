using System.Buffers;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>Items with more clicks in a window than the history predicts.</summary>
/// <param name="Items">Their columns, ascending.</param>
/// <param name="PastShares">Share of each of all clicks in the history, half a click added; one per item.</param>
internal sealed record Surge(int[] Items, double[] PastShares)
{
    /// <summary>Looks for them.</summary>
    /// <param name="past">Clicks of each item in the history.</param>
    /// <param name="window">Users × items.</param>
    /// <param name="options">How far above the prediction, and how many at most.</param>
    /// <param name="kept">Items that are looked at whether they surge or not.</param>
    public static Surge Of(ReadOnlySpan<int> past, CsrMatrix window, CampaignOptions options, ReadOnlySpan<int> kept)
    {
        var (now, totalPast) = (ArrayPool<int>.Shared.Rent(window.Columns), Total(past));
        try
        {
            int[] items = [.. Strongest(past, totalPast, window, now.AsSpan(0, window.Columns), options).Union(kept.ToArray()).Order()];
            return new Surge(items, PastSharesOf(items, past, totalPast));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(now);
        }
    }

    // The items that surge, the most of them that are wanted: a small window has clicked on ten thousands that hardly anybody had.
    private static IEnumerable<int> Strongest(ReadOnlySpan<int> past, double totalPast, CsrMatrix window, Span<int> now, CampaignOptions options)
    {
        now.Clear();
        foreach (var item in window.ColumnIndices)
            now[item]++;
        var total = (double)window.NonZeros;
        var share = total / (total + totalPast);
        // The weakest first, of two alike the later column.
        var strongest = new PriorityQueue<int, (double Deviations, int NegativeItem)>();
        for (var i = 0; i < now.Length; i++)
        {
            // n = past + now clicks fall into the window by chance q each: z = (now − n q) / √(n q (1 − q) + 1)
            double n = past[i] + now[i];
            var deviations = (now[i] - (n * share)) / Math.Sqrt((n * share * (1 - share)) + 1);
            if (deviations <= options.SurgeDeviations)
                continue;
            strongest.Enqueue(i, (deviations, -i));
            if (strongest.Count > options.MostItems)
                strongest.Dequeue();
        }

        return strongest.UnorderedItems.Select(s => s.Element);
    }

    private static double Total(ReadOnlySpan<int> clicks)
    {
        var total = 0.0;
        foreach (var count in clicks)
            total += count;
        return total;
    }

    private static double[] PastSharesOf(int[] items, ReadOnlySpan<int> past, double totalPast)
    {
        var (shares, total) = (new double[items.Length], Math.Max(1, totalPast));
        for (var l = 0; l < items.Length; l++)
            shares[l] = (past[items[l]] + 0.5) / total;
        return shares;
    }
}
