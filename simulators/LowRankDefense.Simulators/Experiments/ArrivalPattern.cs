using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>When fakes come among genuine users.</summary>
public enum ArrivalPattern
{
    /// <summary>All among the last fiftieth of the users.</summary>
    Burst,

    /// <summary>In three waves, behind 60, 75 and 95 % of the users, each over a fiftieth of them.</summary>
    Waves,

    /// <summary>Evenly over the second half of the users.</summary>
    Drip,
}

/// <summary>Draws the places of fakes.</summary>
public static class Arrivals
{
    private const int Jitter = 50;
    private static readonly double[] WaveStarts = [0.6, 0.75, 0.95];

    /// <summary>Genuine users 0 … <paramref name="genuine"/> − 1 in this order, the fakes, numbered from <paramref name="genuine"/>, among them.</summary>
    /// <param name="genuine">Genuine users, 0 or more.</param>
    /// <param name="fakes">Fakes, 0 or more.</param>
    /// <param name="pattern">When they come.</param>
    /// <param name="random">Source of the places.</param>
    public static int[] Order(int genuine, int fakes, ArrivalPattern pattern, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Order(genuine, [.. Enumerable.Range(0, fakes).Select(_ => PlaceOf(genuine, pattern, random))]);
    }

    /// <summary>The same of fakes whose places are known.</summary>
    /// <param name="genuine">Genuine users, 0 or more.</param>
    /// <param name="before">How many of them come before each fake; those that share a place come as they stand.</param>
    public static int[] Order(int genuine, IReadOnlyList<double> before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var places = new (double Place, int User)[genuine + before.Count];
        for (var u = 0; u < genuine; u++)
            places[u] = (u + 0.5, u);
        for (var f = 0; f < before.Count; f++)
            places[genuine + f] = (before[f], genuine + f);
        Array.Sort(places);
        return Array.ConvertAll(places, p => p.User);
    }

    private static double PlaceOf(int genuine, ArrivalPattern pattern, SeededRandom random)
    {
        double jitter = random.NextInt(Math.Max(1, genuine / Jitter));
        return pattern switch
        {
            ArrivalPattern.Burst => genuine - jitter,
            ArrivalPattern.Waves => (WaveStarts[random.NextInt(WaveStarts.Length)] * genuine) + jitter,
            _ => genuine * (0.5 + (0.5 * random.NextDouble())),
        };
    }
}
