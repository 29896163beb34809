namespace LowRankDefense.Lab.Measuring;

/// <summary>A figure that was measured several times.</summary>
/// <param name="Median">The middle value; of an even number the mean of the two in the middle.</param>
/// <param name="Lowest">The smallest value.</param>
/// <param name="Highest">The largest value.</param>
internal sealed record Spread(double Median, double Lowest, double Highest)
{
    /// <summary>The spread of what was measured; null where nothing was.</summary>
    /// <param name="values">In any order; those that are null were not measured.</param>
    public static Spread? Of(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToList();
        return sorted.Count == 0 ? null : new Spread((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted[0], sorted[^1]);
    }
}
