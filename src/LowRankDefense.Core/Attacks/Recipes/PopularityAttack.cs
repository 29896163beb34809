using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>Fillers drawn by popularity: right items one by one, wrong together.</summary>
public sealed class PopularityAttack : FillerAttack
{
    /// <inheritdoc/>
    public override string Name => "popularity";

    /// <inheritdoc/>
    public override string Description => "Items drawn by popularity: right items one by one, wrong together.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random)
    {
        return Fillers;

        IEnumerable<Filler> Fillers(int count)
        {
            while (true)
                yield return new Filler(statistics.DrawByPopularity(random), statistics.DrawValue(random));
        }
    }
}
