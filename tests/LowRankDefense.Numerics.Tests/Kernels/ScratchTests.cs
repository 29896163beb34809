using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests.Kernels;

/// <summary>Sums over the rows need scratch for the chunks that are worked on, not for all there are.</summary>
public class ScratchTests
{
    private const int Columns = 32;
    private static readonly DenseMatrix Tall = DenseMatrix.Gaussian(100_000, Columns, 1, new SeededRandom(1));
    private static readonly DenseMatrix TenTimesShorter = DenseMatrix.Gaussian(10_000, Columns, 1, new SeededRandom(2));

    [Fact]
    public void Gram_ShouldAllocateNoMore_ForTenTimesTheRows() =>
        Allocated(() => new Gram(Columns).OfColumns(Tall, new DenseMatrix(Columns, Columns)))
            .ShouldBeLessThan(2 * Allocated(() => new Gram(Columns).OfColumns(TenTimesShorter, new DenseMatrix(Columns, Columns))));

    [Fact]
    public void TransposedProduct_ShouldAllocateNoMore_ForTenTimesTheRows() =>
        Allocated(() => DenseProducts.MultiplyTransposed(Tall, Tall))
            .ShouldBeLessThan(2 * Allocated(() => DenseProducts.MultiplyTransposed(TenTimesShorter, TenTimesShorter)));

    [Fact]
    public void DoubleGram_ShouldAllocateNoMore_ForTenTimesTheRows() =>
        Allocated(() => DoubleGram.OfColumns(Tall)).ShouldBeLessThan(2 * Allocated(() => DoubleGram.OfColumns(TenTimesShorter)));

    private static long Allocated(Action compute)
    {
        // On one core, so that this thread is the one that allocates.
        using var limit = Cores.Limit(1);
        compute();
        var before = GC.GetAllocatedBytesForCurrentThread();
        compute();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
