using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>Half of the fillers come from users who share one item, the segment of the campaign; the rest is drawn uniformly.</summary>
public sealed class SegmentAttack : FillerAttack
{
    // As many profiles as an attacker would read: enough to tell what the segment likes, too few to be the whole audience of a hit.
    private const int MostMembers = 20;

    /// <inheritdoc/>
    public override string Name => "segment";

    /// <inheritdoc/>
    public override string Description => "Half of the items from users who share one item, the rest drawn uniformly.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random)
    {
        var audience = statistics.ByItem.ColumnsOf(statistics.DrawByPopularity(random)).ToArray();
        var members = Array.ConvertAll(random.Sample(audience.Length, Math.Min(audience.Length, MostMembers)), i => audience[i]);
        return Fillers;

        IEnumerable<Filler> Fillers(int count)
        {
            while (true)
            {
                var item =
                    random.NextDouble() < 0.5
                        ? random.NextInt(statistics.Genuine.Columns)
                        : statistics.DrawItemOf(members[random.NextInt(members.Length)], random);
                yield return new Filler(item, statistics.DrawValue(random));
            }
        }
    }
}
