using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>Fillers drawn uniformly, rated around the global mean.</summary>
public class RandomAttack : FillerAttack
{
    /// <inheritdoc/>
    public override string Name => "random";

    /// <inheritdoc/>
    protected override Func<int> FillerSource(GenuineStatistics statistics, int length, SeededRandom random) =>
        () => random.NextInt(statistics.Genuine.Columns);
}
