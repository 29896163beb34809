using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>A share of the fillers are among the most popular items, with the largest value; the rest is as in the random attack.</summary>
/// <param name="popularShare">Share of popular fillers; 0 to 1, 0.3 by default.</param>
public sealed class BandwagonAttack(double popularShare = 0.3) : FillerAttack
{
    private readonly double popularShare = popularShare is >= 0 and <= 1
        ? popularShare
        : throw new ArgumentOutOfRangeException(nameof(popularShare), popularShare, "The share of popular fillers lies between 0 and 1.");

    /// <inheritdoc/>
    public override string Name => "bandwagon";

    /// <inheritdoc/>
    public override string Description => "Items drawn uniformly, and some of the most popular ones.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random) =>
        RankedFillers.Of(statistics, [.. statistics.ByPopularity.Except(options.Targets)], statistics.Maximum, popularShare, random);
}
