using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>Fillers drawn uniformly, rated around the global mean with the global standard deviation.</summary>
public sealed class RandomAttack : FillerAttack
{
    /// <inheritdoc/>
    public override string Name => "random";

    /// <inheritdoc/>
    public override string Description => "Items drawn uniformly, rated as all ratings are.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random)
    {
        return Fillers;

        IEnumerable<Filler> Fillers(int count)
        {
            while (true)
                yield return new Filler(random.NextInt(statistics.Genuine.Columns), statistics.DrawValue(random));
        }
    }
}
