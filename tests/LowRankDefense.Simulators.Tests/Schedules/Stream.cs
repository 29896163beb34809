using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Tests.Schedules;

/// <summary>Streams to schedule against, fakes, and how far apart two samples are.</summary>
internal static class Stream
{
    public const long Hour = 3_600_000;
    public const long Day = 24 * Hour;
    private const long Start = 1_699_999_200_000 / Day * Day;
    private const int Each = 20;

    /// <summary>Ten days on which users come between 18 and 22 o'clock, half of all on the sixth; each clicks 20 times within about ten minutes.</summary>
    public static IReadOnlyList<Rating> Bursty(int users = 600)
    {
        var random = new SeededRandom(1);
        var ratings = new List<Rating>();
        for (var u = 0; u < users; u++)
        {
            var day = u % 2 == 0 ? 5 : random.NextInt(10);
            var time = Start + (day * Day) + (18 * Hour) + (long)(random.NextDouble() * 4 * Hour);
            for (var c = 0; c < Each; c++)
            {
                ratings.Add(new Rating($"u-{u}", $"i-{c}", 1, time));
                time += 1 + (long)(-30_000 * Math.Log(1 - random.NextDouble()));
            }
        }

        return [.. ratings.OrderBy(r => r.Timestamp)];
    }

    /// <summary>The same order without times.</summary>
    public static IReadOnlyList<Rating> Timeless(int users = 600) => [.. Bursty(users).Select(r => r with { Timestamp = null })];

    /// <summary>Fakes with items 0, 1, 2 … in this order.</summary>
    public static Rating[] Fakes(int count, int each) =>
        [.. Enumerable.Range(0, count).SelectMany(f => Enumerable.Range(0, each).Select(i => new Rating($"f-{f}", $"{i}", 1, null)))];

    /// <summary>Kolmogorov and Smirnov's statistic: the largest distance between the two distributions.</summary>
    public static double Distance(IEnumerable<double> left, IEnumerable<double> right)
    {
        var (a, b) = (left.Order().ToArray(), right.Order().ToArray());
        var (i, j, largest) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            var at = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= at)
                i++;
            while (j < b.Length && b[j] <= at)
                j++;
            largest = Math.Max(largest, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        return largest;
    }

    /// <summary>What the statistic stays below in 99.9 % of the cases, for two samples of one distribution.</summary>
    public static double Critical(int left, int right) => 1.95 * Math.Sqrt((1.0 / left) + (1.0 / right));
}
