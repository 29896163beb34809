using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Coherence;

/// <summary>Two bases learnt from disjoint halves of the profiles: whoever is in one half can be judged by the other.</summary>
/// <remarks>A basis that knew a user would find the user's clicks follow from one another.</remarks>
internal sealed class DisjointBases
{
    private readonly CoherenceBasis[] bases;
    private readonly byte[] strangers;

    private DisjointBases(CoherenceBasis[] bases, byte[] strangers) => (this.bases, this.strangers) = (bases, strangers);

    /// <summary>The first and the second.</summary>
    public ReadOnlySpan<CoherenceBasis> Bases => bases;

    /// <summary>Of each profile the number of the basis that does not know it.</summary>
    public ReadOnlySpan<byte> Strangers => strangers;

    /// <summary>The basis that does not know a profile.</summary>
    public CoherenceBasis Judge(int profile) => bases[strangers[profile]];

    /// <summary>Learns them; null where one of the halves has too few directions.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="rank">Length of the item vectors.</param>
    /// <param name="random">Draws the halves and the sketches.</param>
    public static DisjointBases? Learn(CsrMatrix profiles, int rank, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, profiles.Rows)];
        random.Shuffle<int>(order);
        var half = order.Length / 2;
        if (Basis(order.AsSpan(half)) is not { } zero || Basis(order.AsSpan(0, half)) is not { } one)
            return null;
        var strangers = new byte[profiles.Rows];
        foreach (var user in order.AsSpan(half))
            strangers[user] = 1;
        return new DisjointBases([zero, one], strangers);

        CoherenceBasis? Basis(Span<int> users)
        {
            // In the order of the profiles: sums over them do not depend on the draw.
            users.Sort();
            return CoherenceBasis.Learn(profiles.SelectRows(users), rank, random);
        }
    }
}
