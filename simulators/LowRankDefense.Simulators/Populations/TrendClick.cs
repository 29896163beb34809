namespace LowRankDefense.Simulators.Populations;

/// <summary>What has a genuine user click an item beside popularity and taste.</summary>
public enum Trend
{
    /// <summary>It surges among new users.</summary>
    Surge,

    /// <summary>It goes viral.</summary>
    Viral,
}

/// <summary>A click that a trend asked for; taste may have done so, too.</summary>
/// <param name="User">User id.</param>
/// <param name="Item">Item id.</param>
/// <param name="Trend">The trend.</param>
public readonly record struct TrendClick(string User, string Item, Trend Trend)
{
    /// <summary>Writes the truth: CSV with the header <c>user,item,trend</c>, the last of these <c>surge</c> or <c>viral</c>.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="clicks">In the order of the file.</param>
    public static void Write(string path, IEnumerable<TrendClick> clicks) =>
        File.WriteAllLines(path, ["user,item,trend", .. clicks.Select(c => $"{c.User},{c.Item},{(c.Trend == Trend.Surge ? "surge" : "viral")}")]);
}
