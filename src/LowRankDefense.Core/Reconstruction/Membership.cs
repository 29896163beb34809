using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>Which indices belong to which patch.</summary>
internal sealed class Membership
{
    private readonly int[] members;
    private readonly int[] placeOf;
    private readonly int patch;

    private Membership(int[] members, int patch)
    {
        this.members = members;
        this.patch = patch;
        placeOf = new int[members.Length];
        for (var place = 0; place < members.Length; place++)
            placeOf[members[place]] = place;
    }

    /// <summary>Number of patches.</summary>
    public int Patches => Cores.ChunksOf(members.Length, patch);

    /// <summary>Deals 0 .. <paramref name="count"/> − 1 to patches of <paramref name="patch"/>, in order or shuffled; the last patch may be smaller.</summary>
    public static Membership Deal(int count, int patch, bool shuffled, SeededRandom random)
    {
        var dealt = Enumerable.Range(0, count).ToArray();
        if (shuffled)
            random.Shuffle<int>(dealt);
        // Within a patch the order does not matter; ascending order is kind to the memory.
        for (var start = 0; start < count; start += patch)
            Array.Sort(dealt, start, Math.Min(patch, count - start));
        return new Membership(dealt, patch);
    }

    /// <summary>The members of patch <paramref name="number"/>, ascending.</summary>
    public ReadOnlySpan<int> Of(int number) => members.AsSpan(number * patch, Math.Min(patch, members.Length - (number * patch)));

    /// <summary>The patch of <paramref name="index"/>.</summary>
    public int PatchOf(int index) => placeOf[index] / patch;
}
