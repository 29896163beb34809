using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>Fillers drawn uniformly, each with the value farthest from that of the targets: loved where these are hated, and the other way round.</summary>
/// <remarks>
/// Mobasher, Burke, Bhaumik &amp; Williams (TOIT 2007), §2.4: made to demote, and asks for no knowledge at all. On data of one value it is the random attack.
/// </remarks>
public sealed class LoveHateAttack : FillerAttack
{
    /// <inheritdoc/>
    public override string Name => "love-hate";

    /// <inheritdoc/>
    public override string Description => "Items drawn uniformly, each with the value farthest from that of the targets.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random)
    {
        var value = options.Push ? statistics.Minimum : statistics.Maximum;
        return Fillers;

        IEnumerable<Filler> Fillers(int count)
        {
            while (true)
                yield return new Filler(random.NextInt(statistics.Genuine.Columns), value);
        }
    }
}
