using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Detection.PcaSvm;

public class PcaSvmDetectorTests
{
    private static readonly LengthCalibration Calibration = LengthCalibration.Constant(0f);

    [Fact]
    public void Score_ShouldBeTheQuadraticForm_OfTheSumOfTheItemsRowsOverTheRootOfTheLength()
    {
        var detector = new PcaSvmDetector(
            "v",
            ["a", "b"],
            new DenseMatrix(2, 2, [1f, 2f, 3f, -1f]),
            new QuadraticForm(new DenseMatrix(2, 2, [2f, 1f, 1f, 3f]), [0.5f, -1f], 4f),
            Calibration
        );
        var evidence = new float[2];
        detector.Add(evidence, "a", 1f);
        detector.Add(evidence, "b", 1f);

        // φ = (4, 1) / √4 = (2, ½): φᵀAφ = 8 + 2 + ¾, b·φ = 1 − ½, c = 4
        detector.Score(evidence, 4).ShouldBe(15.25f, 1e-5f);
        detector.Score(evidence, 0).ShouldBe(detector.Score(evidence, 1), "a profile without items is no shorter than one");
    }

    [Fact]
    public void BasisWithRowsThatAreNoItems_ShouldBeRefused_WithBothNumbers()
    {
        var message = Should.Throw<ArgumentException>(() => Detector(items: 3, rows: 2, rank: 2, decisionRank: 2)).Message;

        message.ShouldContain("3 item ids");
        message.ShouldContain("2 rows");
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(PcaSvmDetector.MaximumRank + 1, PcaSvmDetector.MaximumRank + 1)]
    public void BasisThatDoesNotGoWithTheDecision_OrIsTooWide_ShouldBeRefused_WithBothRanks(int rank, int decisionRank)
    {
        var message = Should.Throw<ArgumentException>(() => Detector(items: 2, rows: 2, rank, decisionRank)).Message;

        message.ShouldContain($"rank {rank}");
        message.ShouldContain($"rank {decisionRank}");
    }

    private static PcaSvmDetector Detector(int items, int rows, int rank, int decisionRank) =>
        new(
            "v",
            [.. Enumerable.Range(0, items).Select(i => $"i-{i}")],
            new DenseMatrix(rows, rank),
            new QuadraticForm(new DenseMatrix(decisionRank, decisionRank), new float[decisionRank], 0f),
            Calibration
        );
}
