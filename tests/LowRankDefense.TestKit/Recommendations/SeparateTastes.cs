using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.TestKit.Recommendations;

/// <summary>Users and items in four blocks of taste, 60 × 40 unless said otherwise: user u likes the items i with i ≡ u (mod 4).</summary>
public static class SeparateTastes
{
    /// <summary>Half of each block observed as 1.</summary>
    public static CsrMatrix Implicit() => Draw(60, 40, (own, random) => own && random.NextDouble() < 0.5 ? 1f : null);

    /// <summary>Half of all cells rated: 4 or 5 in the own block, 1 or 2 elsewhere.</summary>
    public static CsrMatrix Ratings() => Draw(60, 40, (own, random) => random.NextDouble() < 0.5 ? (own ? 4f : 1f) + random.NextInt(2) : null);

    /// <summary>1,300 users × 700 items, a fiftieth of all cells rated as in <see cref="Ratings"/>: enough rows on both sides for work on many cores.</summary>
    public static CsrMatrix Crowd() => Draw(1300, 700, (own, random) => random.NextDouble() < 0.02 ? (own ? 4f : 1f) + random.NextInt(2) : null);

    private static CsrMatrix Draw(int users, int items, Func<bool, SeededRandom, float?> cell)
    {
        var random = new SeededRandom(2);
        var entries = new List<(int, int, float)>();
        for (var u = 0; u < users; u++)
        for (var i = 0; i < items; i++)
        {
            if (cell(i % 4 == u % 4, random) is { } value)
                entries.Add((u, i, value));
        }

        return CsrMatrix.FromEntries(users, items, entries);
    }
}
