using LowRankDefense.Core.Detection;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection;

public class BasisDriftTests
{
    [Fact]
    public void Overlap_ShouldBeWhole_WhenABasisIsOnlyScaledAndItsItemsReordered()
    {
        var basis = DenseMatrix.Gaussian(40, 3, 1.0, new SeededRandom(1));
        var scaled = new DenseMatrix(40, 3);
        for (var r = 0; r < 40; r++)
        {
            basis.Row(39 - r).CopyTo(scaled.Row(r));
            Vectors.Scale(7f, scaled.Row(r));
        }

        BasisDrift.Overlap(Detector(basis, r => $"i{r}"), Detector(scaled, r => $"i{39 - r}")).ShouldBe(1.0, 1e-5);
    }

    [Fact]
    public void Overlap_ShouldBeSmall_WhenTheBasesAreDrawnAnew()
    {
        var before = Detector(DenseMatrix.Gaussian(400, 3, 1.0, new SeededRandom(1)), r => $"i{r}");
        var after = Detector(DenseMatrix.Gaussian(400, 3, 1.0, new SeededRandom(2)), r => $"i{r}");

        BasisDrift.Overlap(before, after).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Overlap_ShouldNotExist_WhenTheDetectorsKnowDifferentItems()
    {
        var basis = DenseMatrix.Gaussian(40, 3, 1.0, new SeededRandom(1));

        BasisDrift.Overlap(Detector(basis, r => $"a{r}"), Detector(basis, r => $"b{r}")).ShouldBe(double.NaN);
    }

    private static DetectorModel Detector(DenseMatrix basis, Func<int, string> item) =>
        new(
            "v",
            [.. Enumerable.Range(0, basis.Rows).Select(item)],
            basis,
            new QuadraticForm(new DenseMatrix(3, 3), new float[3], 0f),
            new LengthThresholds(new float[LengthThresholds.Octaves])
        );
}
