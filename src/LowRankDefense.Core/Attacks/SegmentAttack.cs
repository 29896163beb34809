using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>Half of the fillers come from users who share one item, the segment; the rest is drawn uniformly.</summary>
public sealed class SegmentAttack : FillerAttack
{
    private const int SegmentUsers = 20;

    /// <inheritdoc/>
    public override string Name => "segment";

    /// <inheritdoc/>
    protected override Func<int> FillerSource(GenuineStatistics statistics, int length, SeededRandom random)
    {
        var members = new List<int>(SegmentUsers);
        var item = statistics.DrawByPopularity(random);
        for (var attempt = 0; members.Count < SegmentUsers && attempt < 2_000; attempt++)
        {
            var user = statistics.DrawUser(random);
            if (statistics.Genuine.ColumnsOf(user).BinarySearch(item) >= 0)
                members.Add(user);
        }

        return () =>
        {
            if (members.Count == 0 || random.NextDouble() < 0.5)
                return random.NextInt(statistics.Genuine.Columns);
            var row = statistics.Genuine.ColumnsOf(members[random.NextInt(members.Count)]);
            return row[random.NextInt(row.Length)];
        };
    }
}
