namespace LowRankDefense.Benchmarks.Peers;

/// <summary>One computation, timed side by side with a peer over several runs.</summary>
/// <param name="Name">What is computed.</param>
/// <param name="Peer">What it is held against.</param>
/// <param name="AtLeast">Ratio that is asked for; null where the row is for information.</param>
internal sealed record Comparison(string Name, string Peer, double? AtLeast)
{
    /// <summary>Seconds of the peer, one per run.</summary>
    public List<double> PeerSeconds { get; } = [];

    /// <summary>Our seconds, one per run.</summary>
    public List<double> OurSeconds { get; } = [];

    /// <summary>Peer / ours, of the medians: more is better.</summary>
    public double Ratio => Median(PeerSeconds) / Median(OurSeconds);

    public string ToMarkdown()
    {
        var ratios = PeerSeconds.Zip(OurSeconds, (p, o) => p / o).ToArray();
        var asked = AtLeast is { } least ? $"{least:0.#}×" : "–";
        return FormattableString.Invariant(
            $"| {Name} | {Peer} | {Median(PeerSeconds):0.000} | {Median(OurSeconds):0.000} | {Ratio:0.0}× | {ratios.Min():0.0}–{ratios.Max():0.0} | {asked} |"
        );
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
