using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Populations;

/// <summary>Clicks of users who have been there before.</summary>
/// <param name="population">The users, with their tastes.</param>
/// <param name="users">How many there are.</param>
internal sealed class Returns(SyntheticPopulation population, int users)
{
    // Of the time of the whole population.
    private const double ShortestPause = 0.1;

    /// <summary>A second visit, by the taste of the user and the popularities of that time; empty where a pause would outlast the population.</summary>
    /// <param name="user">Number of the user.</param>
    /// <param name="has">What the user has clicked.</param>
    /// <param name="growth">Clicks for each of <paramref name="has"/>.</param>
    /// <param name="random">Source of all draws.</param>
    public Rating[] SecondVisit(int user, HashSet<string> has, double growth, SeededRandom random)
    {
        var earliest = user + (ShortestPause * users);
        if (earliest >= users)
            return [];
        var place = Between(earliest, users, random);
        var items = new List<string>();
        var count = Math.Max(1, (int)Math.Round(growth * has.Count));
        foreach (var item in population.Ranked(user, place, random))
        {
            if (items.Count < count && !has.Contains(SyntheticPopulation.ItemId(item)))
                items.Add(SyntheticPopulation.ItemId(item));
        }

        int[] times = [.. items.Select(_ => random.NextInt(Clock.Visit)).Order()];
        string[] shuffled = [.. items];
        random.Shuffle<string>(shuffled);
        return [.. shuffled.Zip(times, (item, time) => new Rating(SyntheticPopulation.UserId(user), item, 1f, Back(place) + time))];
    }

    /// <summary>A single click.</summary>
    /// <param name="user">Number of the user.</param>
    /// <param name="item">What is clicked.</param>
    /// <param name="from">Earliest time, as users who have come by then; more than <paramref name="user"/>.</param>
    /// <param name="random">Source of the time.</param>
    public Rating Click(int user, string item, double from, SeededRandom random) =>
        new(SyntheticPopulation.UserId(user), item, 1f, Back(Between(from, users, random)));

    // Behind the first visit, however short the pause.
    private static long Back(double place) => Clock.After(place) + Clock.Visit;

    private static double Between(double low, double high, SeededRandom random) => low + ((high - low) * random.NextDouble());
}
