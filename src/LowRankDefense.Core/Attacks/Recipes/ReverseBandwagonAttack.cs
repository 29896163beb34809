using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>A share of the fillers are items that many rated and few liked, with the smallest value; the rest is as in the random attack.</summary>
/// <remarks>
/// Mobasher, Burke, Bhaumik &amp; Williams (TOIT 2007), §2.4: made to demote, since a target in their company is disliked like them. Disliked are, of the items
/// that have at least the median of the interactions, those of the lowest mean. Data of one value knows no dislike: there it is those fewest click.
/// </remarks>
/// <param name="dislikedShare">Share of disliked fillers; 0 to 1, 0.3 by default.</param>
public sealed class ReverseBandwagonAttack(double dislikedShare = 0.3) : FillerAttack
{
    private readonly double dislikedShare = dislikedShare is >= 0 and <= 1
        ? dislikedShare
        : throw new ArgumentOutOfRangeException(nameof(dislikedShare), dislikedShare, "The share of disliked fillers lies between 0 and 1.");

    /// <inheritdoc/>
    public override string Name => "reverse-bandwagon";

    /// <inheritdoc/>
    public override string Description => "Items drawn uniformly, and some that are disliked by most.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random) =>
        RankedFillers.Of(statistics, [.. Disliked(statistics).Except(options.Targets)], statistics.Minimum, dislikedShare, random);

    private static IEnumerable<int> Disliked(GenuineStatistics statistics)
    {
        int[] known = [.. statistics.ByPopularity.Where(i => statistics.Popularity[i] > 0)];
        return statistics.IsImplicit
            ? known.Reverse()
            : known.Where(i => statistics.Popularity[i] >= statistics.Popularity[known[known.Length / 2]]).OrderBy(statistics.MeanOf);
    }
}
