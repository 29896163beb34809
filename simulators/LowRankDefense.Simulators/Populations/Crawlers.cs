using System.Globalization;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Populations;

/// <summary>Machines that walk through a catalogue at a steady pace, from an item that is drawn on and behind the last one from the first.</summary>
internal static class Crawlers
{
    /// <summary>What their ids begin with.</summary>
    public const string IdPrefix = "crawler-";

    private const int FewestItems = 8;

    /// <summary>Their clicks, crawler by crawler.</summary>
    /// <param name="population">The items, with their traits.</param>
    /// <param name="users">Users who come: crawlers begin at any time until the last of them.</param>
    /// <param name="options">How many crawlers, and how they walk.</param>
    /// <param name="random">Source of all draws.</param>
    public static IEnumerable<Rating[]> Walk(SyntheticPopulation population, int users, VisitorOptions options, SeededRandom random)
    {
        int[] byId = [.. Enumerable.Range(0, population.Items.Rows)];
        int[] byCategory = [.. byId.OrderBy(item => CategoryOf(population.Items.Row(item))).ThenBy(item => item)];
        var length = Math.Clamp((int)Math.Round(options.CrawledShare * byId.Length), Math.Min(FewestItems, byId.Length), byId.Length);
        for (var crawler = 0; crawler < options.Crawlers; crawler++)
        {
            var (walk, start, begin) = (crawler % 2 == 0 ? byId : byCategory, random.NextInt(byId.Length), Clock.After(users * random.NextDouble()));
            var id = $"{IdPrefix}{crawler.ToString("D6", CultureInfo.InvariantCulture)}";
            yield return
            [
                .. Enumerable
                    .Range(0, length)
                    .Select(n => new Rating(
                        id,
                        SyntheticPopulation.ItemId(walk[(start + n) % walk.Length]),
                        1f,
                        begin + ((long)n * options.CrawlerPace)
                    )),
            ];
        }
    }

    // The trait that an item has most of.
    private static int CategoryOf(ReadOnlySpan<float> traits)
    {
        var most = 0;
        for (var k = 1; k < traits.Length; k++)
        {
            if (Math.Abs(traits[k]) > Math.Abs(traits[most]))
                most = k;
        }

        return most;
    }
}
