using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Reconstruction;

public class WholeReconstructorTests
{
    /// <summary>What lies beyond 85,000 bytes goes to the large object heap, which is swept only with the oldest generation: no patch may send anything there.</summary>
    [Fact]
    public void Patch_ShouldAllocateNothing_WhenItsThreadHasWrittenOneBefore()
    {
        const int items = 30_000;
        var x = Sparse(96, items, perUser: 20, seed: 1);
        var options = new LocalReconstructionOptions { Shape = PatchShape.Whole, Rank = 4 };
        var patches = WholeReconstructor.Prepare(x, options, new SeededRandom(2), CancellationToken.None);
        var writer = new PatchWriter(x, new float[x.NonZeros], highest: 1f, new StrongestCells(50));
        patches.Reconstruct(0, writer);
        patches.Reconstruct(1, writer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        patches.Reconstruct(2, writer);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4_096);
    }

    private static CsrMatrix Sparse(int users, int items, int perUser, ulong seed)
    {
        var random = new SeededRandom(seed);
        return CsrMatrix.FromEntries(
            users,
            items,
            [.. Enumerable.Range(0, users).SelectMany(u => random.Sample(items, perUser).Select(i => (u, i, 1f)))]
        );
    }
}
