using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;

namespace LowRankDefense.Numerics.Tests.Kernels;

public class GramTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 7)]
    [InlineData(600, 16)]
    [InlineData(1300, 33)]
    [InlineData(520, 128)]
    [InlineData(0, 4)]
    public void Gram_ShouldEqualTheDefinition(int rows, int columns)
    {
        var a = DenseMatrix.Gaussian(rows, columns, 1, new SeededRandom(1));
        var gram = new DenseMatrix(columns, columns);
        gram.Data.Fill(7f);

        new Gram(columns).OfColumns(a, gram);

        gram.ShouldBeClose(Naive.Multiply(Naive.Transpose(a), a));
    }

    [Fact]
    public void Scratch_ShouldNotLeak_FromALargerMatrixIntoASmallerOne()
    {
        var large = DenseMatrix.Gaussian(2000, 20, 1, new SeededRandom(1));
        var small = DenseMatrix.Gaussian(2000, 20, 1, new SeededRandom(2));
        var (fresh, reused) = (new DenseMatrix(20, 20), new DenseMatrix(20, 20));
        var gram = new Gram(20);

        gram.OfColumns(large, reused);
        gram.OfColumns(small, 37, reused);
        new Gram(20).OfColumns(small, 37, fresh);

        reused.Data.SequenceEqual(fresh.Data).ShouldBeTrue();
    }
}
