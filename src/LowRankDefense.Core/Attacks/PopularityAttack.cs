using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>Fillers drawn by popularity: right items one by one, wrong together.</summary>
public sealed class PopularityAttack : FillerAttack
{
    /// <inheritdoc/>
    public override string Name => "popularity";

    /// <inheritdoc/>
    protected override Func<int> FillerSource(GenuineStatistics statistics, int length, SeededRandom random) =>
        () => statistics.DrawByPopularity(random);
}
