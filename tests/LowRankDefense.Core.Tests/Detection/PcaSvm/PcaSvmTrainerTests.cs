using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.PcaSvm;

public class PcaSvmTrainerTests
{
    private static readonly PcaSvmOptions Lenient = new() { FalsePositiveBudget = 0.01 };

    public static TheoryData<string, PcaSvmOptions> Ways =>
        new()
        {
            { "SMO", Lenient },
            { "coordinate descent", Lenient with { LargestSmoProblem = 0 } },
            { "down-sampled", Lenient with { DownSampled = true } },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Detector_ShouldTellFakesFromUsersWithATaste_HoweverItIsTrained(string way, PcaSvmOptions options)
    {
        var detector = new PcaSvmTrainer(options).Train(way, Communities.Labelled(genuine: 1500, fakes: 200, seed: 1), new SeededRandom(2));
        var (unseen, isFake) = Communities.Draw(genuine: 400, fakes: 100, seed: 3);

        var flagged = Enumerable.Range(0, unseen.Rows).Where(u => Assess(detector, unseen, u).Margin > 0).ToArray();

        flagged.Count(u => isFake[u]).ShouldBeGreaterThan(70);
        flagged.Count(u => !isFake[u]).ShouldBeLessThan(20);
    }

    [Fact]
    public void SelfTrained_ShouldFindAnAttackItSimulates_AndSpareTheGenuine()
    {
        var detector = new PcaSvmTrainer(Lenient).Train("v", Communities.Unlabelled(1_000, seed: 1), new SeededRandom(2));
        var (genuine, _) = Communities.Draw(400, 0, seed: 3);
        var random = new SeededRandom(4);
        var fakes = CsrMatrix.FromEntries(
            100,
            genuine.Columns,
            [.. Enumerable.Range(0, 100).SelectMany(u => random.Sample(genuine.Columns, 20).Select(i => (u, i, 1f)))]
        );

        Enumerable.Range(0, 100).Count(u => Assess(detector, fakes, u).Margin > 0).ShouldBeGreaterThan(35);
        Enumerable.Range(0, 400).Count(u => Assess(detector, genuine, u).Margin > 0).ShouldBeLessThan(12, "1 % budget");
    }

    [Theory]
    [InlineData("random", 80)]
    [InlineData("bandwagon", 90)]
    [InlineData("popularity", 90)]
    [InlineData("segment", 85)]
    public void AttackThatWasLeftOut_ShouldBeFoundByWhoWasShownTheOthers(string attack, int fewest)
    {
        FoundOfLeftOut(Lenient with { LeftOut = attack }).ShouldBeGreaterThan(fewest);
    }

    [Theory]
    [InlineData("random", 95)]
    [InlineData("segment", 80)]
    [InlineData("copied-popular", 60)]
    [InlineData("template", 95)]
    public void AttackThatWasLeftOut_ShouldBeFoundMoreOften_ByWhoSeesCoherence(string attack, int fewest)
    {
        var strict = new PcaSvmOptions { FalsePositiveBudget = 0.001, LeftOut = attack };

        FoundOfLeftOut(strict).ShouldBeGreaterThan(fewest);
        FoundOfLeftOut(strict with { CoherenceRank = 0 }).ShouldBeLessThan(fewest - 10);
    }

    private static int FoundOfLeftOut(PcaSvmOptions options)
    {
        var genuine = Communities.Unlabelled(1_500, seed: 1);
        var detector = new PcaSvmTrainer(options).Train("v", genuine, new SeededRandom(2));
        var fakes = AttackCatalog
            .ByName(options.LeftOut)
            .Generate(genuine.Profiles, new AttackOptions { Count = 100, Targets = [7, 61, 130] }, new SeededRandom(3));
        return Enumerable.Range(0, 100).Count(u => Assess(detector, fakes, u).Margin > 0);
    }

    [Fact]
    public void FakesOfACampaignThatOthersHaveFound_ShouldBeFound_ThoughTheyPushOnlySomeOfIt()
    {
        int[] targets = [7, 61, 130, 188, 240, 301];
        var genuine = Communities.Unlabelled(1_500, seed: 1);
        string[][] convicted = [.. Rows(Disguised(40, targets, ofEach: 4, seed: 5))];
        var fakes = Disguised(100, targets, ofEach: 3, seed: 6);

        var alone = new PcaSvmTrainer(Lenient).Train("v", genuine, new SeededRandom(2));
        var taught = new PcaSvmTrainer(Lenient).Train("v", genuine.With(convicted), new SeededRandom(2));

        Found(alone).ShouldBeLessThan(15, "they look like everybody else");
        Found(taught).ShouldBeGreaterThan(60);
        var (unseen, _) = Communities.Draw(400, 0, seed: 3);
        Enumerable.Range(0, 400).Count(u => Assess(taught, unseen, u).Margin > 0).ShouldBeLessThan(12, "1 % budget");

        int Found(PcaSvmDetector detector) => Enumerable.Range(0, 100).Count(u => Assess(detector, fakes, u).Margin > 0);
    }

    // Genuine profiles that have some of the targets besides.
    private static CsrMatrix Disguised(int count, int[] targets, int ofEach, ulong seed)
    {
        var ((profiles, _), random) = (Communities.Draw(count, 0, seed), new SeededRandom(seed));
        var cells = new HashSet<(int, int, float)>();
        for (var u = 0; u < count; u++)
        {
            cells.UnionWith(profiles.ColumnsOf(u).ToArray().Select(i => (u, i, 1f)));
            cells.UnionWith(random.Sample(targets.Length, ofEach).Select(t => (u, targets[t], 1f)));
        }

        return CsrMatrix.FromEntries(count, profiles.Columns, [.. cells]);
    }

    private static IEnumerable<string[]> Rows(CsrMatrix profiles) =>
        Enumerable.Range(0, profiles.Rows).Select(u => Communities.ItemsOf(profiles, u).ToArray());

    [Fact]
    public void SomeAttack_ShouldBeLeftToSimulate() =>
        Should
            .Throw<ArgumentException>(() => new PcaSvmTrainer(new PcaSvmOptions { LeftOut = string.Join(',', AttackCatalog.Names) }))
            .Message.ShouldContain("leaves no attack to simulate");

    [Fact]
    public void AttackThatIsNone_ShouldNotBeLeftOut() =>
        Should
            .Throw<ArgumentException>(() => new PcaSvmTrainer(new PcaSvmOptions { LeftOut = "bandwaggon" }))
            .Message.ShouldContain("which is no attack: random");

    [Fact]
    public void PValues_ShouldBeUniformOnGenuineUsersItNeverSaw()
    {
        var detector = new PcaSvmTrainer(new PcaSvmOptions()).Train("v", Communities.Unlabelled(2_000, seed: 1), new SeededRandom(2));
        var (genuine, _) = Communities.Draw(1_000, 0, seed: 5);

        var values = Enumerable.Range(0, 1_000).Select(u => Assess(detector, genuine, u).PValue).ToArray();

        // Calibrated on all scores of a growing profile: at a given length the p-value is never too small.
        foreach (var level in new[] { 0.01, 0.05, 0.2 })
            values.Count(p => p <= level).ShouldBeLessThanOrEqualTo((int)((level * 1_000) + (4 * Math.Sqrt(level * 1_000))));
    }

    [Fact]
    public void Train_ShouldRefuseLabelsItCannotLearnFrom()
    {
        var (profiles, fake) = Communities.Draw(genuine: 60, fakes: 10, seed: 6);
        var trainer = new PcaSvmTrainer(new PcaSvmOptions());

        Should
            .Throw<ArgumentException>(() => trainer.Train("v", new(profiles, Communities.ItemIds, new bool[profiles.Rows]), new SeededRandom(1)))
            .Message.ShouldContain("both genuine users and fakes");
        Should.Throw<ArgumentException>(() => new TrainingProfiles(profiles, Communities.ItemIds, fake[1..])).Message.ShouldContain("69 labels");
        Should.Throw<ArgumentException>(() => new TrainingProfiles(profiles, ["a"])).Message.ShouldContain("1 item ids");
    }

    [Theory]
    [InlineData(250, true)]
    [InlineData(251, false)]
    [InlineData(256, false)]
    public void Rank_ShouldBeRefusedAtTheStart_WhenNoDetectorCouldCarryIt(int rank, bool accepted)
    {
        void Create() => _ = new PcaSvmTrainer(new PcaSvmOptions { Rank = rank });

        if (accepted)
            Should.NotThrow(Create);
        else
            Should.Throw<ArgumentOutOfRangeException>(Create).Message.ShouldContain("250");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Detector_ShouldBeReadAsItWas_WhenItWasStoredByAnEarlierFormat(byte format)
    {
        var options = new PcaSvmOptions { CoherenceRank = 0 };
        var detector = new PcaSvmTrainer(options).Train("v", Communities.Unlabelled(600, seed: 1), new SeededRandom(2));

        var old = (PcaSvmDetector)new PcaSvmCodec().Decode(EarlierFormats.Encode(detector, format));

        old.Threshold(20).ShouldBe(detector.Threshold(20));
        old.Decision.Linear.ShouldBe(detector.Decision.Linear);
        old.Coherence.ShouldBeNull();
        old.PValue(5f, 20).ShouldBe(format < 3 ? double.NaN : detector.PValue(5f, 20));
    }

    [Theory]
    [InlineData(float.NaN, 0f, 1f)]
    [InlineData(0f, float.PositiveInfinity, 1f)]
    [InlineData(0f, 0f, float.NaN)]
    public void Detector_ShouldBeRefused_WhenNoScoreOrThresholdFollowsFromIt(float basis, float constant, float threshold)
    {
        var row = new DenseMatrix(1, 1);
        row[0, 0] = basis;

        Should
            .Throw<ArgumentException>(() =>
                new PcaSvmDetector("v", ["i"], row, new QuadraticForm(new DenseMatrix(1, 1), [1f], constant), LengthCalibration.Constant(threshold))
            )
            .Message.ShouldContain("not finite");
    }

    [Fact]
    public void Detector_ShouldBeRefused_WhenAPartOfItsBytesIsMissing()
    {
        var whole = new PcaSvmPayload
        {
            Version = "v",
            Items = ["i"],
            Rank = 1,
            Basis = [1f],
            Matrix = [1f],
            Linear = [1f],
            Constant = 0f,
            Thresholds = new float[LengthCalibration.Lengths],
        };
        Decode(whole).Version.ShouldBe("v");

        PcaSvmPayload[] damaged =
        [
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
                Basis = null!,
            },
            whole with
            {
                Matrix = null!,
            },
            whole with
            {
                Linear = null!,
            },
            whole with
            {
                Thresholds = null!,
            },
            whole with
            {
                Quantiles = new float[LengthCalibration.Lengths][],
            },
        ];
        foreach (var payload in damaged)
            Should.Throw<InvalidDataException>(() => Decode(payload)).Message.ShouldContain("missing");
    }

    [Fact]
    public void Detector_ShouldBeRefused_WhenItsCoherenceIsThatOfOtherItems()
    {
        var payload = new PcaSvmPayload
        {
            Version = "v",
            Items = ["i"],
            Rank = 1,
            Basis = [1f],
            Matrix = [1f, 0f, 0f, 1f],
            Linear = [1f, 1f],
            Constant = 0f,
            Thresholds = new float[LengthCalibration.Lengths],
            CoherenceColumns = 4,
            Coherence = [1f, 1f, 1f, 1f],
        };
        Decode(payload).EvidenceLength.ShouldBe(1 + 6 + 1);

        Should.Throw<InvalidDataException>(() => Decode(payload with { Coherence = [1f, 1f] }));
        Should
            .Throw<InvalidDataException>(() => Decode(payload with { CoherenceColumns = 3, Coherence = [1f, 1f, 1f] }))
            .Message.ShouldContain("3 columns");
        Should.Throw<InvalidDataException>(() => Decode(payload with { Coherence = null })).Message.ShouldContain("without coherence");
    }

    private static IDetector Decode(PcaSvmPayload payload) => new PcaSvmCodec().Decode(SealedBytes.Seal("LRDD\u0004"u8, payload));

    private static Assessment Assess(IDetector detector, CsrMatrix profiles, int user)
    {
        var evidence = new float[detector.EvidenceLength];
        foreach (var item in Communities.ItemsOf(profiles, user))
            detector.Add(evidence, item, 1f);
        return Assessment.Of(detector, evidence, profiles.CountOf(user));
    }
}
