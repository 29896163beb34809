using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks;

/// <summary>Interactions whose items are drawn by popularity, a power law as in real catalogues.</summary>
internal static class SyntheticData
{
    /// <summary>About <paramref name="interactions"/> stored cells of value 1: users × items, 50 per user, half as many items as users.</summary>
    public static CsrMatrix Interactions(int interactions, ulong seed)
    {
        const int PerUser = 50;
        var users = interactions / PerUser;
        var items = Math.Max(PerUser * 4, users / 2);
        var random = new SeededRandom(seed);
        var cells = new List<(int, int, float)>(interactions);
        var profile = new HashSet<int>();
        for (var u = 0; u < users; u++)
        {
            profile.Clear();
            // Inverse of a cumulated power law: item = items · x², density ∝ item^(−1/2).
            while (profile.Count < PerUser)
            {
                var x = random.NextDouble();
                profile.Add((int)(items * x * x));
            }

            cells.AddRange(profile.Select(i => (u, i, 1f)));
        }

        return CsrMatrix.FromEntries(users, items, cells);
    }
}
