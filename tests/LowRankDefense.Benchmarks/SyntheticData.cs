using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks;

/// <summary>Interactions whose items are drawn by popularity, a power law as in real catalogues.</summary>
internal static class SyntheticData
{
    private const int PerUser = 50;

    /// <summary>About <paramref name="interactions"/> stored cells of value 1: users × items, 50 per user, half as many items as users.</summary>
    public static CsrMatrix Interactions(int interactions, ulong seed) =>
        Interactions(interactions / PerUser, Math.Max(PerUser * 4, interactions / PerUser / 2), PerUser, seed);

    /// <summary>The same of as many users and items as asked for.</summary>
    public static CsrMatrix Interactions(int users, int items, int perUser, ulong seed)
    {
        var random = new SeededRandom(seed);
        var cells = new List<(int, int, float)>(users * perUser);
        var profile = new HashSet<int>();
        for (var u = 0; u < users; u++)
        {
            profile.Clear();
            // Inverse of a cumulated power law: item = items · x², density ∝ item^(−1/2).
            while (profile.Count < perUser)
            {
                var x = random.NextDouble();
                profile.Add((int)(items * x * x));
            }

            cells.AddRange(profile.Select(i => (u, i, 1f)));
        }

        return CsrMatrix.FromEntries(users, items, cells);
    }
}
