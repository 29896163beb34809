using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>A share of the fillers are the most popular items, with the largest value; the rest is drawn uniformly.</summary>
/// <param name="popularShare">Share of popular fillers, 0 to 1.</param>
public sealed class BandwagonAttack(double popularShare = 0.3) : FillerAttack
{
    /// <inheritdoc/>
    public override string Name => "bandwagon";

    /// <inheritdoc/>
    protected override Func<int> FillerSource(GenuineStatistics statistics, int length, SeededRandom random)
    {
        var popular = (int)Math.Round(popularShare * length);
        // Drawn from twice as many popular items, so that fakes are not all alike.
        var pool = statistics.ByPopularity.AsSpan(0, Math.Min(statistics.ByPopularity.Length, Math.Max(1, 2 * popular))).ToArray();
        random.Shuffle<int>(pool);
        var next = 0;
        return () => next < popular && next < pool.Length ? pool[next++] : random.NextInt(statistics.Genuine.Columns);
    }

    /// <inheritdoc/>
    protected override float FillerValue(GenuineStatistics statistics, int item, SeededRandom random) =>
        statistics.Popularity[item]
        >= statistics.Popularity[statistics.ByPopularity[Math.Min(statistics.ByPopularity.Length - 1, 2 * statistics.MeanLength)]]
            ? statistics.Maximum
            : base.FillerValue(statistics, item, random);
}
