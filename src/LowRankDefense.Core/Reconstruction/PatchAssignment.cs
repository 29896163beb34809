using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>Which indices belong to which patch.</summary>
internal sealed class PatchAssignment
{
    private readonly int[] members;
    private readonly int[] placeOf;
    private readonly int patch;

    private PatchAssignment(int[] members, int patch)
    {
        this.members = members;
        this.patch = patch;
        placeOf = new int[members.Length];
        for (var place = 0; place < members.Length; place++)
            placeOf[members[place]] = place;
    }

    /// <summary>Number of patches.</summary>
    public int Patches => Cores.ChunksOf(members.Length, patch);

    /// <summary>Splits 0 .. <paramref name="count"/> − 1 into patches of <paramref name="patch"/>, in order or shuffled; the last patch may be smaller.</summary>
    public static PatchAssignment Split(int count, int patch, bool shuffled, SeededRandom random)
    {
        var assigned = Enumerable.Range(0, count).ToArray();
        if (shuffled)
            random.Shuffle<int>(assigned);
        // Within a patch the order does not matter; ascending order is kind to the memory.
        for (var start = 0; start < count; start += patch)
            Array.Sort(assigned, start, Math.Min(patch, count - start));
        return new PatchAssignment(assigned, patch);
    }

    /// <summary>The members of patch <paramref name="number"/>, ascending.</summary>
    public ReadOnlySpan<int> Of(int number) => members.AsSpan(number * patch, Math.Min(patch, members.Length - (number * patch)));

    /// <summary>The patch of <paramref name="index"/>.</summary>
    public int PatchOf(int index) => placeOf[index] / patch;
}
