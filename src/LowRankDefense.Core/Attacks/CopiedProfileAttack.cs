using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks;

/// <summary>A genuine profile is copied in part and filled up: with popular items, or with items that users of a target have.</summary>
/// <param name="keptShare">Share of the fillers taken from the copied profile, 0 to 1.</param>
/// <param name="coClicked">Whether the rest comes from profiles that share an item with the copied one, instead of by popularity.</param>
public sealed class CopiedProfileAttack(double keptShare, bool coClicked) : FillerAttack
{
    /// <inheritdoc/>
    public override string Name => coClicked ? "copied-coclicked" : "copied-popular";

    /// <inheritdoc/>
    protected override Func<int> FillerSource(GenuineStatistics statistics, int length, SeededRandom random)
    {
        var copied = statistics.Genuine.ColumnsOf(statistics.DrawUser(random)).ToArray();
        random.Shuffle<int>(copied);
        var kept = Math.Min(copied.Length, (int)Math.Round(keptShare * length));
        var next = 0;
        return () =>
        {
            if (next < kept)
                return copied[next++];
            if (!coClicked)
                return statistics.DrawByPopularity(random);
            var row = statistics.Genuine.ColumnsOf(statistics.DrawUser(random));
            return row[random.NextInt(row.Length)];
        };
    }
}
