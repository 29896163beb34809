using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Datasets;

/// <summary>Holds out a share of each user's items, drawn at random: of n items ⌊share · n⌋.</summary>
/// <remarks>Several ratings of a user for an item stay together, so that nothing is dropped.</remarks>
public static class RandomSplit
{
    /// <summary>What is kept and what is held out, each in the order of <paramref name="ratings"/>.</summary>
    /// <param name="ratings">All ratings.</param>
    /// <param name="share">Share that is held out, 0 to 1.</param>
    /// <param name="random">Source of the draws.</param>
    public static (IReadOnlyList<Rating> Kept, IReadOnlyList<Rating> HeldOut) Of(IReadOnlyList<Rating> ratings, double share, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentNullException.ThrowIfNull(random);
        var heldOut = new HashSet<(string, string)>();
        foreach (var ofUser in ratings.GroupBy(r => r.User, r => r.Item, StringComparer.Ordinal))
        {
            string[] items = [.. ofUser.Distinct(StringComparer.Ordinal)];
            foreach (var drawn in random.Sample(items.Length, ChronologicalSplit.HeldOutOf(items.Length, share)))
                heldOut.Add((ofUser.Key, items[drawn]));
        }

        var isHeldOut = ratings.ToLookup(r => heldOut.Contains((r.User, r.Item)));
        return ([.. isHeldOut[false]], [.. isHeldOut[true]]);
    }
}
