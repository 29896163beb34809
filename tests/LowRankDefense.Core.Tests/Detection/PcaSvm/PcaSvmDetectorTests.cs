using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.PcaSvm;

public class PcaSvmDetectorTests
{
    private static readonly LengthCalibration Calibration = LengthCalibration.Constant(0f);

    [Fact]
    public void Score_ShouldBeTheQuadraticForm_OfTheSumOfTheItemsRowsOverTheRootOfTheirNumber()
    {
        var detector = new PcaSvmDetector(
            "v",
            ["a", "b"],
            new DenseMatrix(2, 2, [1f, 2f, 3f, -1f]),
            new QuadraticForm(new DenseMatrix(2, 2, [2f, 1f, 1f, 3f]), [0.5f, -1f], 4f),
            Calibration
        );
        var evidence = new float[detector.EvidenceLength];
        detector.Score(evidence, 0).ShouldBe(4f, "a profile without items is no shorter than one");
        detector.Add(evidence, "a", 1f);
        detector.Add(evidence, "b", 1f);

        // φ = (4, 1) / √2: φᵀAφ = (32 + 8 + 3) / 2, b·φ = (2 − 1) / √2, c = 4
        detector.Score(evidence, 2).ShouldBe(21.5f + (1 / MathF.Sqrt(2)) + 4f, 1e-4f);
    }

    [Fact]
    public void LastFeature_ShouldBeTheCoherenceOfTheProfile_OverTheItemsItKnows()
    {
        var random = new SeededRandom(1);
        var coherence = new CoherenceVectors(DenseMatrix.Gaussian(5, 8, 1.0, random), PcaSvmDetector.CoherenceBases);
        string[] items = ["a", "b", "c", "d", "e"];
        // f(φ) = 3 φ₁ − 1
        var decision = new QuadraticForm(new DenseMatrix(2, 2), [0f, 3f], -1f);
        var detector = new PcaSvmDetector("v", items, new DenseMatrix(5, 1), decision, Calibration, coherence);
        var evidence = new float[detector.EvidenceLength];
        var sums = new float[coherence.SumsLength];
        foreach (var row in Enumerable.Range(0, 4))
        {
            detector.Add(evidence, items[row], 1f);
            coherence.Add(sums, row, 1f);
        }

        detector.Add(evidence, "unheard of", 1f);

        detector.Score(evidence, 5).ShouldBe((3f * coherence.Mean(sums, 4)) - 1f, 1e-5f);
        coherence.Mean(sums, 4).ShouldNotBe(0f);
        Should
            .Throw<ArgumentException>(() => new PcaSvmDetector("v", ["a"], new DenseMatrix(1, 1), decision, Calibration, coherence))
            .Message.ShouldContain("1 item ids do not go with the coherence of 5");
    }

    [Fact]
    public void UnknownItems_ShouldChangeNeitherScoreNorThreshold_HoweverManyPadAProfile()
    {
        var detector = new PcaSvmTrainer(new PcaSvmOptions()).Train("v", Communities.Unlabelled(600, seed: 1), new SeededRandom(2));
        var evidence = new float[detector.EvidenceLength];
        foreach (var item in Communities.ItemIds.Take(12))
            detector.Add(evidence, item, 1f);
        var plain = Assessment.Of(detector, evidence, 12);
        foreach (var n in Enumerable.Range(0, 500))
            detector.Add(evidence, $"made up {n}", 1f);

        Assessment.Of(detector, evidence, 512).ShouldBe(plain);
        plain.Length.ShouldBe(12);
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
