using LowRankDefense.Numerics.Decompositions.Orthogonal;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;

namespace LowRankDefense.Numerics.Tests.Decompositions.Orthogonal;

public class OrthonormalizerTests
{
    [Theory]
    [InlineData(200, 30, 0f)]
    [InlineData(3000, 5, 0f)]
    [InlineData(40, 40, 0f)]
    [InlineData(200, 30, 1e-3f)]
    [InlineData(200, 30, 1e-7f)]
    public void Basis_ShouldBeOrthonormalAndKeepTheSpan_EvenOfNearlyDependentColumns(int rows, int columns, float distinctness)
    {
        var y = DenseMatrix.Gaussian(rows, columns, 1, new SeededRandom(1));
        if (distinctness > 0f)
        {
            for (var r = 0; r < rows; r++)
            for (var c = 1; c < columns; c++)
                y[r, c] = y[r, 0] + (distinctness * y[r, c]);
        }

        var q = y.Clone();
        Orthonormalizer.Orthonormalize(q, new SeededRandom(2));

        var transposed = Naive.Transpose(q);
        Naive.Multiply(transposed, q).ShouldBeClose(Naive.Identity(columns));
        // Q Qᵀ Y = Y
        Naive.Multiply(q, Naive.Multiply(transposed, y)).ShouldBeClose(y);
    }

    [Fact]
    public void Basis_ShouldBeFilledUp_WhenColumnsAreZero()
    {
        var q = new DenseMatrix(10, 4);

        Orthonormalizer.Orthonormalize(q, new SeededRandom(1));

        Naive.Multiply(Naive.Transpose(q), q).ShouldBeClose(Naive.Identity(4));
    }

    [Fact]
    public void Basis_ShouldBeRefused_WhenThereAreMoreColumnsThanRows() =>
        Should.Throw<ArgumentException>(() => Orthonormalizer.Orthonormalize(new DenseMatrix(3, 4), new SeededRandom(1)));

    [Fact]
    public void Basis_ShouldBeRefused_WhenTheInputIsNotFinite()
    {
        var y = DenseMatrix.Gaussian(10, 3, 1, new SeededRandom(1));
        y[2, 1] = float.NaN;

        Should.Throw<NumericalBreakdownException>(() => Orthonormalizer.Orthonormalize(y, new SeededRandom(1)));
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-42f)]
    public void Basis_ShouldBeOrthonormal_WhereTheColumnsAreNextToNothing(float length)
    {
        var y = DenseMatrix.Gaussian(60, 5, 1.0, new SeededRandom(8));
        foreach (ref var entry in y.Data)
            entry *= length;

        Orthonormalizer.Orthonormalize(y, new SeededRandom(9));

        Naive.Multiply(Naive.Transpose(y), y).ShouldBeClose(Naive.Identity(5), 1e-4);
    }
}
