using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.PcaSvm;

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

    [Fact]
    public void Overlap_ShouldBeSmall_WhenTheBasesShareOnlyTheirEmptyColumns()
    {
        var (before, after) = (new DenseMatrix(400, 3), new DenseMatrix(400, 3));
        for (var r = 0; r < 400; r++)
            (before[r, 0], after[r, 0]) = (r < 200 ? 1f : 0f, r < 200 ? 0f : 1f);

        // Two columns of each are empty and filled in at random: that is nothing the detectors have in common.
        BasisDrift.Overlap(Detector(before, r => $"i{r}"), Detector(after, r => $"i{r}")).ShouldBeLessThan(0.1);
    }

    private static PcaSvmDetector Detector(DenseMatrix basis, Func<int, string> item) =>
        new(
            "v",
            [.. Enumerable.Range(0, basis.Rows).Select(item)],
            basis,
            new QuadraticForm(new DenseMatrix(3, 3), new float[3], 0f),
            LengthCalibration.Constant(0f)
        );
}
