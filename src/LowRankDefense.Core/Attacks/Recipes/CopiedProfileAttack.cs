using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>Each fake copies a part of a genuine profile, values and all, and is filled up with popular items or with co-clicked ones.</summary>
/// <remarks>
/// A co-clicked item is one of another user who shares an item with the copied profile. It is drawn by a walk: an item of the copied
/// profile, another user who has it, an item of that user, each uniformly; O(1) a draw over an index by item, built once in O(non-zeros).
/// Where nobody shares an item with the copied profile it is filled up by popularity.
/// </remarks>
/// <param name="keptShare">Share of the fillers taken from the copied profile, as far as it goes; 0 to 1.</param>
/// <param name="coClicked">Whether the rest is co-clicked with the copied profile, instead of popular.</param>
public sealed class CopiedProfileAttack(double keptShare, bool coClicked) : FillerAttack
{
    private readonly double keptShare = keptShare is >= 0 and <= 1
        ? keptShare
        : throw new ArgumentOutOfRangeException(nameof(keptShare), keptShare, "The share that is kept lies between 0 and 1.");

    /// <inheritdoc/>
    public override string Name => coClicked ? "copied-coclicked" : "copied-popular";

    /// <inheritdoc/>
    public override string Description =>
        coClicked
            ? "A part of a genuine profile, filled up with items that its users click, too."
            : "A part of a genuine profile, filled up with popular items.";

    /// <inheritdoc/>
    protected override FillerSource BeginCampaign(GenuineStatistics statistics, AttackOptions options, SeededRandom random)
    {
        return Fillers;

        IEnumerable<Filler> Fillers(int count)
        {
            var user = statistics.DrawUser(random);
            foreach (var kept in Kept(statistics, user, options.Targets, random).Take((int)Math.Round(keptShare * count)))
                yield return kept;
            int[] shared = coClicked ? [.. statistics.Genuine.ColumnsOf(user).ToArray().Where(i => statistics.Popularity[i] > 1)] : [];
            while (true)
            {
                var item = shared.Length == 0 ? statistics.DrawByPopularity(random) : CoClicked(statistics, user, shared, random);
                yield return new Filler(item, statistics.DrawValue(random));
            }
        }
    }

    private static Filler[] Kept(GenuineStatistics statistics, int user, IReadOnlyList<int> targets, SeededRandom random)
    {
        var profile = statistics.Genuine.ColumnsOf(user).ToArray().Zip(statistics.Genuine.ValuesOf(user).ToArray(), (i, v) => new Filler(i, v));
        Filler[] copied = [.. profile.Where(f => !targets.Contains(f.Item))];
        random.Shuffle<Filler>(copied);
        return copied;
    }

    // Another of the users of the item: the last one stands in for the user, so that each of the others is as likely.
    private static int CoClicked(GenuineStatistics statistics, int user, int[] shared, SeededRandom random)
    {
        var sharers = statistics.ByItem.ColumnsOf(shared[random.NextInt(shared.Length)]);
        var other = sharers[random.NextInt(sharers.Length - 1)];
        return statistics.DrawItemOf(other == user ? sharers[^1] : other, random);
    }
}
