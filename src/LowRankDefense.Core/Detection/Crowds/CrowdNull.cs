namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>How far the clickers of items stray from what is expected where nobody attacks: other items, with like numbers of clickers.</summary>
internal sealed class CrowdNull
{
    // Fewer items tell nothing of how far others stray.
    private const int Fewest = 100;
    private const double Ridge = 1e-2;

    // Standard deviations beyond which those who click an item are busier than is usual for one.
    private const double MostSpread = 0.5;

    // Below, all are so alike that anything would be far.
    private const double LeastDistance = 11;
    private static readonly Comparer<Clickers> ByCount = Comparer<Clickers>.Create((a, b) => a.Count.CompareTo(b.Count));
    private readonly Clickers[] others;
    private readonly int nearest;
    private readonly Dictionary<int, Norm?> norms = [];

    /// <summary>A null from items taken for calm.</summary>
    /// <param name="others">Their clickers.</param>
    /// <param name="nearest">How many of those nearest in number of clickers something is held against.</param>
    public CrowdNull(IEnumerable<Clickers> others, int nearest)
    {
        this.others = [.. others.OrderBy(c => c.Count)];
        this.nearest = nearest;
    }

    /// <summary>
    /// Mahalanobis' distance, squared, over the largest of the items it is held against; 0 where the clickers are not less coherent than theirs by
    /// <paramref name="incoherence"/>, and where there is too little to hold them against.
    /// </summary>
    /// <remarks>Lengths count only where they are more alike than usual. Those who have a rare thing in common are often the busy ones: that is not odd.</remarks>
    public double Ratio(Clickers clickers, double incoherence)
    {
        if (!norms.TryGetValue(clickers.Count, out var norm))
            norms[clickers.Count] = norm = NormOf(clickers.Count, others);
        return Ratio(clickers, incoherence, norm);
    }

    /// <summary>The same without the item itself, whose clickers may have been odd before.</summary>
    /// <inheritdoc cref="Ratio(Clickers, double)"/>
    public double RatioToOthers(Clickers clickers, double incoherence) => Ratio(clickers, incoherence, NormOf(clickers.Count, Near(clickers)));

    // All that could be among the nearest, without the item itself, which is there once for each window at most.
    private Clickers[] Near(Clickers clickers)
    {
        var (at, reach) = (PlaceOf(clickers.Count, others), nearest + CrowdWindow.MostWindows + 1);
        var start = Math.Max(0, at - reach);
        return Array.FindAll(others[start..Math.Min(others.Length, at + reach)], o => o.Item != clickers.Item);
    }

    private static double Ratio(Clickers clickers, double incoherence, Norm? norm) =>
        norm is null || norm.Incoherence(clickers) < incoherence || norm.AreBusier(clickers)
            ? 0
            : norm.Distance(clickers) / Math.Max(LeastDistance, norm.Farthest);

    private Norm? NormOf(int count, Clickers[] some)
    {
        if (some.Length < Fewest)
            return null;
        var width = Math.Min(nearest, some.Length);
        var start = Math.Clamp(PlaceOf(count, some) - (width / 2), 0, some.Length - width);
        return new Norm(some.AsSpan(start, width));
    }

    private static int PlaceOf(int count, Clickers[] some) =>
        Array.BinarySearch(some, new Clickers(-1, count, 0, 0, 0), ByCount) is var at && at < 0 ? ~at : at;

    // Mean and spread of some items' clickers.
    private sealed class Norm
    {
        private readonly double coherence;
        private readonly double popularity;
        private readonly double spread;
        private readonly double a = Ridge;
        private readonly double b;
        private readonly double c = Ridge;
        private readonly double d = Ridge;

        public Norm(ReadOnlySpan<Clickers> items)
        {
            foreach (var item in items)
            {
                coherence += item.Coherence / items.Length;
                popularity += item.Popularity / items.Length;
                spread += item.Spread / items.Length;
            }

            foreach (var item in items)
            {
                var (x, y, z) = (item.Coherence - coherence, item.Popularity - popularity, item.Spread - spread);
                a += x * x / items.Length;
                b += x * y / items.Length;
                c += y * y / items.Length;
                d += z * z / items.Length;
            }

            foreach (var item in items)
                Farthest = Math.Max(Farthest, Distance(item));
        }

        public double Farthest { get; }

        public bool AreBusier(Clickers clickers) => clickers.Spread - spread > Math.Sqrt(d) * MostSpread;

        public double Incoherence(Clickers clickers) => coherence - clickers.Coherence;

        // (x y) C⁻¹ (x y)ᵀ + min(0, z)² / d
        public double Distance(Clickers clickers)
        {
            var (x, y, z) = (clickers.Coherence - coherence, clickers.Popularity - popularity, Math.Min(0, clickers.Spread - spread));
            return (((c * x * x) - (2 * b * x * y) + (a * y * y)) / ((a * c) - (b * b))) + (z * z / d);
        }
    }
}
