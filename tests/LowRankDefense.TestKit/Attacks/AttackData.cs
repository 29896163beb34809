using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.TestKit.Attacks;

/// <summary>Genuine profiles to attack.</summary>
public static class AttackData
{
    /// <summary>200 users × 60 items, 1 to 20 items a user, low columns more popular than high ones; every tenth user has no item.</summary>
    /// <param name="values">The values that ratings are drawn from.</param>
    public static CsrMatrix Ratings(params float[] values)
    {
        var random = new SeededRandom(100);
        var entries = new List<(int, int, float)>();
        for (var user = 0; user < 200; user++)
        for (var n = user % 10 == 0 ? 0 : 1 + random.NextInt(20); n > 0; n--)
            entries.Add((user, (int)(60 * Math.Pow(random.NextDouble(), 1.5)), values[random.NextInt(values.Length)]));
        return CsrMatrix.FromEntries(200, 60, entries);
    }

    /// <summary>The same, of which it is known only that something happened.</summary>
    public static CsrMatrix Implicit() => Ratings(1f);

    /// <summary>Communities that share nothing: ten of 20 users and 30 items each, ten items a user; the items of a community are neighbours.</summary>
    public static CsrMatrix Communities()
    {
        var random = new SeededRandom(200);
        var entries = new List<(int, int, float)>();
        for (var user = 0; user < 200; user++)
        {
            foreach (var item in random.Sample(30, 10))
                entries.Add((user, (30 * (user / 20)) + item, 1f));
        }

        return CsrMatrix.FromEntries(200, 300, entries);
    }
}
