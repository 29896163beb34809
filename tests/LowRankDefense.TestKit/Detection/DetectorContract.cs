using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;

namespace LowRankDefense.TestKit.Detection;

/// <summary>What every family of detectors keeps to: its detectors and their bytes. A family adds the laws of its own method.</summary>
public abstract class DetectorContract
{
    private const double Rounding = 1e-3;
    private static readonly ProfileOptions Roomy = new() { Capacity = 512 };
    private readonly Lazy<IDetector> detector;

    /// <summary>Makes one detector for all tests that only ask it.</summary>
    protected DetectorContract() => detector = new Lazy<IDetector>(Create);

    /// <summary>Name in the catalog.</summary>
    protected abstract string Family { get; }

    /// <summary>The profiles that are judged here, and that a trained detector has learnt from.</summary>
    protected virtual TrainingProfiles Profiles { get; } = Communities.Unlabelled(600, seed: 1);

    /// <summary>The detector that is asked.</summary>
    protected IDetector Detector => detector.Value;

    /// <summary>A detector of version <c>contract-1</c> that knows items of <see cref="Profiles"/>; needs little time.</summary>
    protected abstract IDetector Create();

    [Fact]
    public void Detector_ShouldNameItsFamilyAndVersion()
    {
        (Detector.Family, Detector.Version).ShouldBe((Family, "contract-1"));
        DetectorCatalog.ByName(Family).Name.ShouldBe(Family);
    }

    [Fact]
    public void Prefix_ShouldScoreAsTheSameProfileEventByEvent()
    {
        var grown = new UserProfile("u", Roomy);
        var items = Communities.ItemsOf(Profiles.Profiles, 5).ToArray();
        for (var n = 1; n <= items.Length; n++)
        {
            grown.Append(new ProfileEvent($"e-{n}", items[n - 1], 1f, n), [Detector]);

            var whole = Score(items[..n]);
            Detector.Score(grown.EvidenceFor(Detector), grown.Length).ShouldBe(whole, Rounding * (1 + Math.Abs(whole)));
        }
    }

    [Fact]
    public void Remove_ShouldTakeBackWhatAddHasAdded()
    {
        var evidence = new float[Detector.EvidenceLength];
        var items = Communities.ItemsOf(Profiles.Profiles, 5).ToArray();
        foreach (var item in items)
            Detector.Add(evidence, item, 1f);
        foreach (var item in items)
            Detector.Remove(evidence, item, 1f);

        evidence.ShouldAllBe(x => Math.Abs(x) < Rounding);
    }

    [Fact]
    public void Detector_ShouldSurviveTheRoundTrip_BitByBit()
    {
        var bytes = DetectorCatalog.Encode(Detector);

        var copy = DetectorCatalog.Decode(bytes);

        (copy.Family, copy.Version).ShouldBe((Detector.Family, Detector.Version));
        DetectorCatalog.Encode(copy).ShouldBe(bytes);
        foreach (var user in Enumerable.Range(0, 20))
        {
            var items = Communities.ItemsOf(Profiles.Profiles, user).ToArray();
            Assess(copy, items).ShouldBe(Assess(Detector, items) with { Detector = copy });
        }
    }

    [Fact]
    public void Bytes_ShouldBeRefused_WhenTheyAreDamagedOrCutShort()
    {
        var bytes = DetectorCatalog.Encode(Detector);
        for (var at = 0; at < bytes.Length; at += 1 + (bytes.Length / 97))
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= 0x10;
            Should.Throw<InvalidDataException>(() => DetectorCatalog.Decode(damaged));
            Should.Throw<InvalidDataException>(() => DetectorCatalog.Decode(bytes.AsSpan(0, at)));
        }
    }

    [Fact]
    public void UnknownItem_ShouldAddNothing_AndCountForTheLengthOnly()
    {
        var evidence = new float[Detector.EvidenceLength];
        foreach (var item in Communities.ItemsOf(Profiles.Profiles, 7))
            Detector.Add(evidence, item, 1f);
        float[] before = [.. evidence];

        Detector.Add(evidence, "never seen", 1f);

        evidence.ShouldBe(before);
        Detector.Contribution(evidence, 21, "never seen", 1f).ShouldBe(0f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(320)]
    public void EmptyAndFullProfiles_ShouldHaveAFiniteScoreAndThreshold(int length)
    {
        var assessment = Assess(Detector, Communities.ItemIds.Take(length));

        float.IsFinite(assessment.Score).ShouldBeTrue();
        float.IsFinite(assessment.Threshold).ShouldBeTrue();
        (assessment.PValue is > 0.0 and <= 1.0).ShouldBeTrue($"p = {assessment.PValue}");
    }

    [Fact]
    public void PValue_ShouldFall_WhenTheScoreRises()
    {
        var values = Enumerable.Range(-50, 100).Select(s => Detector.PValue(s, 20)).ToArray();

        values.ShouldBe(values.OrderDescending());
        values[0].ShouldBe(1.0);
        values[^1].ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Explanation_ShouldAddUpToTheScore()
    {
        foreach (var user in Enumerable.Range(0, 20))
        {
            var profile = new UserProfile("u", Roomy);
            foreach (var (item, n) in Communities.ItemsOf(Profiles.Profiles, user).Append("never seen").Select((item, n) => (item, n)))
                profile.Append(new ProfileEvent($"e-{n}", item, 1f, n), []);
            var score = Detector.Score(profile.EvidenceFor(Detector), profile.Length);

            var weights = Explanation.HeaviestItems(Detector, profile, int.MaxValue);

            weights.Count.ShouldBe(profile.Length);
            (Detector.Baseline(profile.EvidenceFor(Detector), profile.Length) + weights.Sum(w => w.Weight)).ShouldBe(
                score,
                Rounding * (1 + Math.Abs(score))
            );
        }
    }

    /// <summary>What <paramref name="detector"/> says of a profile with these items.</summary>
    protected static Assessment Assess(IDetector detector, IEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(detector);
        var evidence = new float[detector.EvidenceLength];
        detector.Begin(evidence, "u");
        var length = 0;
        foreach (var item in items)
        {
            detector.Add(evidence, item, 1f);
            length++;
        }

        return Assessment.Of(detector, evidence, length);
    }

    private float Score(IEnumerable<string> items) => Assess(Detector, items).Score;
}
