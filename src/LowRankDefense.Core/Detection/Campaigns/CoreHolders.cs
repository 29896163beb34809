namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>Who has most of a core.</summary>
internal static class CoreHolders
{
    // As much of the core as makes a holder of it, and the fewest items.
    private const double Most = 0.7;
    private const int Fewest = 2;

    /// <summary>Items of a core that a holder has at least.</summary>
    /// <param name="core">Items of the core.</param>
    public static int Needed(int core) => Math.Max(Fewest, (int)Math.Ceiling(Most * core));

    /// <summary>Items of a core among those of a user.</summary>
    /// <param name="items">Columns of the user's items.</param>
    /// <param name="core">Columns of the core.</param>
    public static int CountOf(ReadOnlySpan<int> items, HashSet<int> core)
    {
        var count = 0;
        foreach (var item in items)
            count += core.Contains(item) ? 1 : 0;
        return count;
    }
}
