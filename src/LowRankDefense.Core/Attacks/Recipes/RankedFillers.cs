using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Attacks.Recipes;

/// <summary>Fillers of which a share stands at the head of a list, such as that of popular items; the rest is as in the random attack.</summary>
internal static class RankedFillers
{
    /// <summary>How each fake of the campaign draws its fillers.</summary>
    /// <param name="statistics">What the attacker knows of the genuine data.</param>
    /// <param name="ranked">Items, those first that are to be drawn.</param>
    /// <param name="value">What fakes give them.</param>
    /// <param name="share">Share of the fillers that come from the head of the list; 0 to 1.</param>
    /// <param name="random">Source of all draws.</param>
    public static FillerSource Of(GenuineStatistics statistics, int[] ranked, float value, double share, SeededRandom random)
    {
        return Fillers;

        IEnumerable<Filler> Fillers(int count)
        {
            var first = (int)Math.Round(share * count);
            // Drawn from twice as many items, so that fakes are not all alike.
            var pool = ranked[..(int)Math.Min(ranked.Length, 2L * first)];
            random.Shuffle<int>(pool);
            foreach (var item in pool.Take(first))
                yield return new Filler(item, value);
            while (true)
                yield return new Filler(random.NextInt(statistics.Genuine.Columns), statistics.DrawValue(random));
        }
    }
}
