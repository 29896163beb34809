using System.Globalization;
using System.Text.RegularExpressions;

namespace LowRankDefense.Lab.Measuring;

/// <summary>What a worker's <c>/metrics</c> said at a moment, in the Prometheus text format.</summary>
internal sealed partial class MetricsSnapshot
{
    private readonly Dictionary<string, double> values = new(StringComparer.Ordinal);

    /// <summary>Reads the text; lines that are no sample are passed over.</summary>
    public MetricsSnapshot(string text)
    {
        foreach (Match sample in Sample().Matches(text))
            values[sample.Groups["series"].Value] = double.Parse(sample.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The value of a metric without labels; null where there is none.</summary>
    public double? Value(string name) => values.TryGetValue(name, out var value) ? value : null;

    /// <summary>The values of a metric with one label, by the value of that label.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="label">Name of its only label.</param>
    public IReadOnlyDictionary<string, double> By(string name, string label)
    {
        var prefix = $"{name}{{{label}=\"";
        return values
            .Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(v => v.Key[prefix.Length..^"\"}".Length], v => v.Value, StringComparer.Ordinal);
    }

    [GeneratedRegex(
        """^(?<series>[a-zA-Z_:][a-zA-Z0-9_:]*(\{[^}]*\})?) (?<value>[-+0-9.eE]+)""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Sample();
}
