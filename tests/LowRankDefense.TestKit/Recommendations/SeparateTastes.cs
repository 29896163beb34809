using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.TestKit.Recommendations;

/// <summary>60 users × 40 items in four blocks of taste: user u likes the items i with i ≡ u (mod 4).</summary>
public static class SeparateTastes
{
    /// <summary>Half of each block observed as 1.</summary>
    public static CsrMatrix Implicit() => Draw((own, random) => own && random.NextDouble() < 0.5 ? 1f : null);

    /// <summary>Half of all cells rated: 4 or 5 in the own block, 1 or 2 elsewhere.</summary>
    public static CsrMatrix Ratings() => Draw((own, random) => random.NextDouble() < 0.5 ? (own ? 4f : 1f) + random.NextInt(2) : null);

    private static CsrMatrix Draw(Func<bool, SeededRandom, float?> cell)
    {
        var random = new SeededRandom(2);
        var entries = new List<(int, int, float)>();
        for (var u = 0; u < 60; u++)
        for (var i = 0; i < 40; i++)
        {
            if (cell(i % 4 == u % 4, random) is { } value)
                entries.Add((u, i, value));
        }

        return CsrMatrix.FromEntries(60, 40, entries);
    }
}
