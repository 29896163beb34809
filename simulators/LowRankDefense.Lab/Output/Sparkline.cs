namespace LowRankDefense.Lab.Output;

/// <summary>A curve of one line of text.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>One block a value, the highest for <paramref name="top"/>.</summary>
    /// <param name="values">Values, 0 or more.</param>
    /// <param name="top">The value of a full block; what is above it has one, too.</param>
    public static string Of(IEnumerable<double> values, double top) =>
        string.Concat(values.Select(v => Blocks[top > 0 ? (int)Math.Clamp(Math.Round(v / top * (Blocks.Length - 1)), 0, Blocks.Length - 1) : 0]));
}
