using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Populations;

/// <summary>A synthetic population in which much goes on though nobody is fake: items surge and go viral, users come back, machines crawl, and every click has its time.</summary>
/// <remarks>
/// Users arrive one after the other, each a minute behind the one before, and click within two hours from then on, in any order; the first click is the
/// arrival. Items of trends are drawn from all items alike: most of them hardly anybody knew. Who comes back, and crawlers, are drawn last: the others are who
/// they are without.
/// </remarks>
public sealed class LivelyPopulation
{
    private const double SurgeFrom = 0.7;
    private const double SurgeUntil = 0.8;
    private const double ViralFrom = 0.85;

    private LivelyPopulation(List<Rating[]> users, List<TrendClick> trends, HashSet<string> returning)
    {
        List<Rating[]> arrived = [.. users.OrderBy(own => own[0].Timestamp)];
        (Ratings, Trends) = ([.. arrived.SelectMany(own => own)], trends);
        Roles = [.. arrived.Select(own => KeyValuePair.Create(own[0].User, RoleOf(own[0].User, returning)))];
    }

    /// <summary>Interactions, user by user in order of arrival, those of a user by time.</summary>
    public IReadOnlyList<Rating> Ratings { get; }

    /// <summary>Who followed which trend, user by user; behind them users of before who came back for what is viral.</summary>
    public IReadOnlyList<TrendClick> Trends { get; }

    /// <summary>What every account is, in order of arrival.</summary>
    public IReadOnlyList<KeyValuePair<string, UserRole>> Roles { get; }

    /// <summary>Draws a population; one seed gives one population.</summary>
    /// <param name="options">Its size and shape.</param>
    /// <param name="trends">What goes on in it.</param>
    /// <param name="random">Source of all draws.</param>
    /// <param name="visitors">Who comes back, and crawlers; null for neither.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or there are more items of trends than items; the message says which.</exception>
    public static LivelyPopulation Draw(PopulationOptions options, TrendOptions trends, SeededRandom random, VisitorOptions? visitors = null)
    {
        visitors = Validated.Options(visitors ?? new VisitorOptions());
        Validated.Options(options);
        Validated.Options(trends);
        var count = trends.SurgeItems + trends.ViralItems;
        if (count > options.Items)
            throw new ArgumentOutOfRangeException(
                nameof(trends),
                $"{count} items are to surge or go viral, of {options.Items}: ask for fewer, or more items."
            );
        var synthetic = SyntheticPopulation.Draw(options, random);
        var profiles = synthetic.Ratings.GroupBy(r => r.User, StringComparer.Ordinal).ToList();
        string[] items = [.. random.Sample(options.Items, count).Select(SyntheticPopulation.ItemId)];
        List<TrendClick> clicks = [.. profiles.SelectMany((own, u) => Followed(own.Key, (double)u / profiles.Count, items, trends, random))];
        var added = clicks.ToLookup(c => c.User, c => c.Item, StringComparer.Ordinal);
        List<Rating[]> users = [.. profiles.Select((own, u) => Timed(own.Key, [.. own.Select(r => r.Item).Union(added[own.Key])], u, random))];
        var (oldClicks, secondVisits, crawlers) = (random.Split(), random.Split(), random.Split());
        var returns = new Returns(synthetic, users.Count);
        Join(users, clicks, returns, items[trends.SurgeItems..], trends.ViralOldRate, oldClicks);
        var returning = ComeBack(users, returns, visitors, secondVisits);
        return new LivelyPopulation([.. users, .. Crawlers.Walk(synthetic, users.Count, visitors, crawlers)], clicks, returning);
    }

    private static UserRole RoleOf(string user, HashSet<string> returning) =>
        returning.Contains(user) ? UserRole.Returning
        : user.StartsWith(Crawlers.IdPrefix, StringComparison.Ordinal) ? UserRole.Crawler
        : UserRole.Regular;

    private static void Join(List<Rating[]> users, List<TrendClick> clicks, Returns returns, string[] viral, double rate, SeededRandom random)
    {
        for (var u = 0; u <= ViralFrom * users.Count; u++)
        {
            foreach (var item in viral)
            {
                if (random.NextDouble() >= rate)
                    continue;
                clicks.Add(new TrendClick(users[u][0].User, item, Trend.Viral));
                if (!users[u].Any(r => r.Item == item))
                    users[u] = InTime([.. users[u], returns.Click(u, item, ViralFrom * users.Count, random)]);
            }
        }
    }

    private static HashSet<string> ComeBack(List<Rating[]> users, Returns returns, VisitorOptions visitors, SeededRandom random)
    {
        var returning = new HashSet<string>(StringComparer.Ordinal);
        for (var u = 0; u < users.Count; u++)
        {
            if (random.NextDouble() >= visitors.ReturningShare)
                continue;
            var second = returns.SecondVisit(u, [.. users[u].Select(r => r.Item)], visitors.ReturningGrowth, random);
            if (second.Length == 0)
                continue;
            users[u] = InTime([.. users[u], .. second]);
            returning.Add(users[u][0].User);
        }

        return returning;
    }

    private static Rating[] InTime(Rating[] clicks) => [.. clicks.OrderBy(r => r.Timestamp)];

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

    private static Rating[] Timed(string user, string[] items, int place, SeededRandom random)
    {
        random.Shuffle<string>(items);
        var arrival = Clock.After(place);
        int[] times = [0, .. items.Skip(1).Select(_ => random.NextInt(Clock.Visit)).Order()];
        return [.. items.Zip(times, (item, time) => new Rating(user, item, 1f, arrival + time))];
    }
}
