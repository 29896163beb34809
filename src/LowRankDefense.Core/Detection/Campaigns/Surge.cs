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
        var now = new int[window.Columns];
        foreach (var item in window.ColumnIndices)
            now[item]++;
        var (total, totalPast) = ((double)window.NonZeros, 0.0);
        foreach (var clicks in past)
            totalPast += clicks;
        var share = total / (total + totalPast);
        var surging = new List<(double Deviations, int Item)>();
        for (var i = 0; i < now.Length; i++)
        {
            // n = past + now clicks fall into the window by chance q each: z = (now − n q) / √(n q (1 − q) + 1)
            double n = past[i] + now[i];
            var deviations = (now[i] - (n * share)) / Math.Sqrt((n * share * (1 - share)) + 1);
            if (deviations > options.SurgeDeviations)
                surging.Add((deviations, i));
        }

        var strongest = surging.OrderByDescending(s => s.Deviations).ThenBy(s => s.Item).Take(options.MostItems).Select(s => s.Item);
        int[] items = [.. strongest.Union(kept.ToArray()).Order()];
        return new Surge(items, [.. PastSharesOf(items, past, totalPast)]);
    }

    private static List<double> PastSharesOf(int[] items, ReadOnlySpan<int> past, double totalPast)
    {
        var shares = new List<double>(items.Length);
        foreach (var item in items)
            shares.Add((past[item] + 0.5) / Math.Max(1, totalPast));
        return shares;
    }
}
