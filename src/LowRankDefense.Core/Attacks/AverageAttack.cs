using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>Fillers drawn uniformly, each rated around its own mean with its own standard deviation.</summary>
public sealed class AverageAttack : RandomAttack
{
    /// <inheritdoc/>
    public override string Name => "average";

    /// <inheritdoc/>
    protected override float FillerValue(GenuineStatistics statistics, int item, SeededRandom random) =>
        statistics.DrawValue(statistics.MeanOf(item), statistics.DeviationOf(item), random);
}
