using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Populations;

/// <summary>A synthetic population in which much goes on though nobody is fake: items surge and go viral, and every click has its time.</summary>
/// <remarks>
/// Users arrive one after the other, each a minute behind the one before, and click within two hours from then on, in any order; the first click is the
/// arrival. Items of trends are drawn from all items alike: most of them hardly anybody knew.
/// </remarks>
public sealed class LivelyPopulation
{
    private const double SurgeFrom = 0.7;
    private const double SurgeUntil = 0.8;
    private const double ViralFrom = 0.85;
    private const long Start = 1_700_000_000_000;
    private const long BetweenArrivals = 60_000;
    private const int Session = 7_200_000;

    private LivelyPopulation(IReadOnlyList<Rating> ratings, IReadOnlyList<TrendClick> trends) => (Ratings, Trends) = (ratings, trends);

    /// <summary>Interactions, user by user in order of arrival, those of a user by time.</summary>
    public IReadOnlyList<Rating> Ratings { get; }

    /// <summary>Who followed which trend, user by user.</summary>
    public IReadOnlyList<TrendClick> Trends { get; }

    /// <summary>Draws a population; one seed gives one population.</summary>
    /// <param name="options">Its size and shape.</param>
    /// <param name="trends">What goes on in it.</param>
    /// <param name="random">Source of all draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or there are more items of trends than items; the message says which.</exception>
    public static LivelyPopulation Draw(PopulationOptions options, TrendOptions trends, SeededRandom random)
    {
        Validated.Options(options);
        Validated.Options(trends);
        var count = trends.SurgeItems + trends.ViralItems;
        if (count > options.Items)
            throw new ArgumentOutOfRangeException(
                nameof(trends),
                $"{count} items are to surge or go viral, of {options.Items}: ask for fewer, or more items."
            );
        var profiles = SyntheticPopulation.Draw(options, random).Ratings.GroupBy(r => r.User, StringComparer.Ordinal).ToList();
        string[] items = [.. random.Sample(options.Items, count).Select(SyntheticPopulation.ItemId)];
        List<TrendClick> clicks = [.. profiles.SelectMany((own, u) => Followed(own.Key, (double)u / profiles.Count, items, trends, random))];
        var added = clicks.ToLookup(c => c.User, c => c.Item, StringComparer.Ordinal);
        var ratings = profiles.SelectMany((own, u) => Timed(own.Key, [.. own.Select(r => r.Item).Union(added[own.Key])], u, random));
        return new LivelyPopulation([.. ratings], clicks);
    }

    private static IEnumerable<TrendClick> Followed(string user, double place, string[] items, TrendOptions trends, SeededRandom random)
    {
        if (place is > SurgeFrom and < SurgeUntil)
        {
            foreach (var item in items[..trends.SurgeItems])
            {
                if (random.NextDouble() < trends.SurgeRate)
                    yield return new TrendClick(user, item, Trend.Surge);
            }
        }

        if (place <= ViralFrom)
            yield break;
        foreach (var item in items[trends.SurgeItems..])
        {
            if (random.NextDouble() < trends.ViralRate)
                yield return new TrendClick(user, item, Trend.Viral);
        }
    }

    private static IEnumerable<Rating> Timed(string user, string[] items, int place, SeededRandom random)
    {
        random.Shuffle<string>(items);
        var arrival = Start + (BetweenArrivals * place);
        int[] times = [0, .. items.Skip(1).Select(_ => random.NextInt(Session)).Order()];
        return items.Zip(times, (item, time) => new Rating(user, item, 1f, arrival + time));
    }
}
