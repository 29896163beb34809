using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Coherence;

public class CoherenceDetectorTests
{
    private static readonly Lazy<CoherenceDetector> Trained = new(() =>
        new CoherenceTrainer(new CoherenceOptions()).Train("v", Communities.Unlabelled(2_000, seed: 1), new SeededRandom(2))
    );

    [Fact]
    public void RandomProfiles_ShouldBeFlaggedWithoutLabelsOrAttacks_AndGenuineOnesSpared()
    {
        var (genuine, _) = Communities.Draw(2_000, 0, seed: 3);
        var random = new SeededRandom(4);

        var caught = Enumerable
            .Range(0, 200)
            .Count(_ => Assess([.. random.Sample(genuine.Columns, 20).Select(i => Communities.ItemIds[i])]).Margin > 0);
        var spared = Enumerable.Range(0, genuine.Rows).Count(u => Assess([.. Communities.ItemsOf(genuine, u)]).Margin <= 0);

        caught.ShouldBeGreaterThan(190);
        spared.ShouldBeGreaterThanOrEqualTo(genuine.Rows - 4, "the budget is one user in 2,000");
    }

    [Fact]
    public void Score_ShouldBeMinusTheMeanCosine_WithTheWholeProfileInPlaceOfTheRest()
    {
        var (profiles, _) = Communities.Draw(600, 0, seed: 1);
        var basis = CoherenceBasis.Learn(profiles, rank: 12, new SeededRandom(1)).ShouldNotBeNull();
        var vectors = new DenseMatrix(profiles.Columns, 24);
        for (var i = 0; i < profiles.Columns; i++)
        {
            basis.Into(i).CopyTo(vectors.Row(i));
            basis.Direction(i).CopyTo(vectors.Row(i)[12..]);
        }

        var detector = new CoherenceDetector("v", Communities.ItemIds, vectors, LengthCalibration.Constant(0f));
        foreach (var user in Enumerable.Range(0, 50))
        {
            var evidence = new float[detector.EvidenceLength];
            foreach (var item in Communities.ItemsOf(profiles, user))
                detector.Add(evidence, item, 1f);

            // Of 20 items one is a twentieth of the norm.
            detector.Score(evidence, 20).ShouldBe(-(float)basis.Score(profiles.ColumnsOf(user)), 0.05f);
        }
    }

    [Fact]
    public void Contributions_ShouldNameTheItemsThatDoNotFollow()
    {
        string[] community = [.. Communities.ItemIds.Take(15)];
        string[] foreign = [.. Communities.ItemIds.Skip(40).Where((_, i) => i % 50 == 7)];
        var evidence = Evidence([.. community, .. foreign]);

        var weights = community.Concat(foreign).ToDictionary(i => i, i => Trained.Value.Contribution(evidence, 20, i, 1f), StringComparer.Ordinal);

        foreign.Average(i => weights[i]).ShouldBeGreaterThan(community.Average(i => weights[i]));
    }

    [Fact]
    public void ItemsThatWereNotLearntFrom_ShouldNotCount()
    {
        string[] items = [.. Communities.ItemIds.Take(12)];
        string[] padded = [.. items, .. Enumerable.Range(0, 400).Select(n => $"new {n}")];

        Assess(padded).ShouldBe(Assess(items));
        Assess(padded).Length.ShouldBe(12);
    }

    [Fact]
    public void Profiles_ShouldContradictNothing_WhenTheyAreTooShortToCompare()
    {
        foreach (var length in Enumerable.Range(0, 3))
            Assess([.. Communities.ItemIds.Take(length)]).Score.ShouldBe(-1f);
    }

    [Fact]
    public void Detector_ShouldBeRefused_WhenItsPartsDoNotFit()
    {
        var constant = LengthCalibration.Constant(0f);
        var endless = new DenseMatrix(1, 2);
        endless[0, 0] = float.NaN;

        Should.Throw<ArgumentException>(() => new CoherenceDetector("v", ["a"], new DenseMatrix(2, 2), constant)).Message.ShouldContain("1 item ids");
        Should.Throw<ArgumentException>(() => new CoherenceDetector("v", ["a"], new DenseMatrix(1, 3), constant)).Message.ShouldContain("3 columns");
        Should.Throw<ArgumentException>(() => new CoherenceDetector("v", ["a"], endless, constant)).Message.ShouldContain("not finite");
        Should
            .Throw<ArgumentException>(() => new CoherenceDetector("v", ["a"], new DenseMatrix(1, 2), LengthCalibration.Constant(float.NaN)))
            .Message.ShouldContain("not finite");
    }

    [Fact]
    public void Detector_ShouldBeRefused_WhenAPartOfItsBytesIsMissing()
    {
        var calibration = Trained.Value.Calibration;
        var whole = new CoherencePayload
        {
            Version = "v",
            Items = ["i"],
            Columns = 2,
            Vectors = [1f, 1f],
            Budget = calibration.Budget,
            Quantiles = [.. calibration.Quantiles],
        };
        Decode(whole).Version.ShouldBe("v");

        foreach (
            var payload in new[]
            {
                whole with
                {
                    Version = null!,
                },
                whole with
                {
                    Items = null!,
                },
                whole with
                {
                    Vectors = null!,
                },
                whole with
                {
                    Quantiles = null!,
                },
                whole with
                {
                    Quantiles = new float[LengthCalibration.Lengths][],
                },
            }
        )
            Should.Throw<InvalidDataException>(() => Decode(payload)).Message.ShouldContain("missing");
    }

    [Fact]
    public void Detector_ShouldNotBeStored_BeforeItIsCalibrated()
    {
        var detector = new CoherenceDetector("v", ["a"], new DenseMatrix(1, 2), LengthCalibration.Constant(0f));

        Should.Throw<ArgumentException>(() => new CoherenceCodec().Encode(detector)).Message.ShouldContain("not calibrated");
    }

    [Fact]
    public void Training_ShouldBeRefused_WhenEverybodyHasTheSame()
    {
        var same = CsrMatrix.FromEntries(80, 10, [.. Enumerable.Range(0, 80).SelectMany(u => Enumerable.Range(0, 10).Select(i => (u, i, 1f)))]);
        var profiles = new TrainingProfiles(same, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);

        Should
            .Throw<ArgumentException>(() => new CoherenceTrainer(new CoherenceOptions()).Train("v", profiles, new SeededRandom(1)))
            .Message.ShouldContain("all of one kind");
    }

    private static IDetector Decode(CoherencePayload payload) => new CoherenceCodec().Decode(SealedBytes.Seal("LRDH\u0001"u8, payload));

    private static float[] Evidence(IReadOnlyList<string> items)
    {
        var evidence = new float[Trained.Value.EvidenceLength];
        foreach (var item in items)
            Trained.Value.Add(evidence, item, 1f);
        return evidence;
    }

    private static Assessment Assess(IReadOnlyList<string> items) => Assessment.Of(Trained.Value, Evidence(items), items.Count);
}
