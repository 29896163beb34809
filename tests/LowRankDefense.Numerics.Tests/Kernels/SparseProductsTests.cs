using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;

namespace LowRankDefense.Numerics.Tests.Kernels;

public class SparseProductsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(700, 40, 30)]
    [InlineData(20, 300, 7)]
    public void Product_ShouldEqualTheDenseOne_FromBothSides(int rows, int columns, int width)
    {
        var x = Naive.Sparse(rows, columns, 0.1, seed: 3);
        var v = DenseMatrix.Gaussian(columns, width, 1, new SeededRandom(4));
        var u = DenseMatrix.Gaussian(rows, width, 1, new SeededRandom(5));

        SparseProducts.Multiply(x, v).ShouldBeClose(Naive.Multiply(Naive.Dense(x), v));
        SparseProducts.Multiply(x.Transpose(), u).ShouldBeClose(Naive.Multiply(Naive.Transpose(Naive.Dense(x)), u));
    }
}
