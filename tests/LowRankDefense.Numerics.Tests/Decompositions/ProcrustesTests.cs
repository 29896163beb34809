using LowRankDefense.Numerics.Decompositions;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;

namespace LowRankDefense.Numerics.Tests.Decompositions;

public class ProcrustesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public void Rotation_ShouldUndoARotation(int columns)
    {
        var basis = Basis(200, columns, seed: 1);
        var turned = Naive.Multiply(basis, Basis(columns, columns, seed: 2));

        var rotation = Procrustes.Align(turned, basis);

        Naive.Multiply(turned, rotation).ShouldBeClose(basis, 1e-4);
        Procrustes.Overlap(turned, basis).ShouldBe(1.0, 1e-5);
    }

    [Fact]
    public void Rotation_ShouldBeOrthogonal_AndNoWorseThanStayingPut_WhenTheSpansDiffer()
    {
        var (from, onto) = (Basis(60, 6, seed: 3), Basis(60, 6, seed: 4));

        var rotation = Procrustes.Align(from, onto);

        Naive.Multiply(Naive.Transpose(rotation), rotation).ShouldBeClose(Naive.Identity(6), 1e-4);
        Distance(Naive.Multiply(from, rotation), onto).ShouldBeLessThan(Distance(from, onto));
        Procrustes.Overlap(from, onto).ShouldBeInRange(0.0, 0.5);
    }

    [Fact]
    public void Rotation_ShouldStillBeOrthogonal_WhenTheSpansHaveNothingInCommon()
    {
        var (from, onto) = (new DenseMatrix(6, 2), new DenseMatrix(6, 2));
        (from[0, 0], from[1, 1], onto[2, 0], onto[3, 1]) = (1f, 1f, 1f, 1f);

        var rotation = Procrustes.Align(from, onto);

        Naive.Multiply(Naive.Transpose(rotation), rotation).ShouldBeClose(Naive.Identity(2), 1e-4);
        Procrustes.Overlap(from, onto).ShouldBe(0.0);
    }

    [Fact]
    public void Overlap_ShouldBeTheShareOfTheSmallerSpan_WhenOneContainsTheOther() =>
        Procrustes.Overlap(Basis(60, 6, seed: 3), Basis(60, 6, seed: 3).FirstColumns(2)).ShouldBe(1.0, 1e-5);

    [Fact]
    public void Bases_ShouldBeRefused_WhenTheirShapesDiffer() =>
        Should.Throw<ArgumentException>(() => Procrustes.Align(new DenseMatrix(4, 2), new DenseMatrix(4, 3))).ParamName.ShouldBe("onto");

    private static DenseMatrix Basis(int rows, int columns, ulong seed)
    {
        var basis = DenseMatrix.Gaussian(rows, columns, 1.0, new SeededRandom(seed));
        Orthonormalizer.Orthonormalize(basis, new SeededRandom(seed));
        return basis;
    }

    private static double Distance(DenseMatrix a, DenseMatrix b) =>
        Math.Sqrt(a.Data.ToArray().Zip(b.Data.ToArray(), (x, y) => Math.Pow(x - y, 2)).Sum());
}
