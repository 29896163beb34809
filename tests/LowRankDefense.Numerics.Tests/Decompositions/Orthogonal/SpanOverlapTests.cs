using LowRankDefense.Numerics.Decompositions.Orthogonal;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests.Decompositions.Orthogonal;

public class SpanOverlapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public void Overlap_ShouldBeOne_WhenOneBasisIsTheOtherTurned(int columns)
    {
        var basis = Basis(200, columns, seed: 1);

        SpanOverlap.Of(Naive.Multiply(basis, Basis(columns, columns, seed: 2)), basis).ShouldBe(1.0, 1e-5);
    }

    [Fact]
    public void Overlap_ShouldBeTheMeanSquaredCosine_OfThePrincipalAngles()
    {
        var (a, b) = (new DenseMatrix(4, 2), new DenseMatrix(4, 2));
        // Angles of 0 and 60°
        (a[0, 0], a[1, 1]) = (1f, 1f);
        (b[0, 0], b[1, 1], b[2, 1]) = (1f, 0.5f, MathF.Sqrt(0.75f));

        SpanOverlap.Of(a, b).ShouldBe((1.0 + 0.25) / 2.0, 1e-6);
    }

    [Fact]
    public void Overlap_ShouldBeZero_WhenTheSpansHaveNothingInCommon()
    {
        var (a, b) = (new DenseMatrix(6, 2), new DenseMatrix(6, 2));
        (a[0, 0], a[1, 1], b[2, 0], b[3, 1]) = (1f, 1f, 1f, 1f);

        SpanOverlap.Of(a, b).ShouldBe(0.0);
    }

    [Fact]
    public void Overlap_ShouldBeTheShareOfTheSmallerSpan_WhenOneContainsTheOther() =>
        SpanOverlap.Of(Basis(60, 6, seed: 3), Basis(60, 6, seed: 3).FirstColumns(2)).ShouldBe(1.0, 1e-5);

    [Theory]
    [InlineData(4, 2, 5, 2)]
    [InlineData(4, 0, 4, 2)]
    [InlineData(4, 2, 4, 0)]
    public void Bases_ShouldBeRefused_WhenTheyHaveNoRowsOrColumnsInCommon(int rows, int columns, int otherRows, int otherColumns) =>
        Should
            .Throw<ArgumentException>(() => SpanOverlap.Of(new DenseMatrix(rows, columns), new DenseMatrix(otherRows, otherColumns)))
            .ParamName.ShouldBe("b");

    private static DenseMatrix Basis(int rows, int columns, ulong seed)
    {
        var basis = DenseMatrix.Gaussian(rows, columns, 1.0, new SeededRandom(seed));
        Orthonormalizer.Orthonormalize(basis, new SeededRandom(seed));
        return basis;
    }
}
