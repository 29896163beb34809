using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>Fillers drawn uniformly, each rated around its own mean with its own standard deviation.</summary>
public sealed class AverageAttack : FillerAttack
{
    /// <inheritdoc/>
    public override string Name => "average";

    /// <inheritdoc/>
    public override string Description => "Items drawn uniformly, each rated as others rate it.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random)
    {
        return Fillers;

        IEnumerable<Filler> Fillers(int count)
        {
            while (true)
            {
                var item = random.NextInt(statistics.Genuine.Columns);
                yield return new Filler(item, statistics.DrawValueOf(item, random));
            }
        }
    }
}
