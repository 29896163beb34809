using FsCheck.Xunit;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Crowds.Judging;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Profiles;

public class UserProfileTests
{
    private static readonly IDetector Detector = new ValueDetector("v-1");

    [Property]
    public void Profile_ShouldBeWhatItsNewestEventsSay_HoweverManyPassThrough(byte[] items)
    {
        foreach (var capacity in new[] { 16, 64 })
            CompareWithItsDefinition(new ProfileOptions { Capacity = capacity }, items);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(500)]
    public void HasSeen_ShouldKnowTheNewestIds_AndNoOthers(int window)
    {
        var profile = new UserProfile("u", new ProfileOptions { DuplicateWindow = window });
        for (var i = 0; i < 1_200; i++)
        {
            profile.HasSeen($"e-{i}").ShouldBeFalse();
            profile.Append(new ProfileEvent($"e-{i}", "i", 1f, 0), []);
            profile.HasSeen($"e-{i}").ShouldBeTrue();
        }

        Enumerable.Range(0, 1_200).Count(i => profile.HasSeen($"e-{i}")).ShouldBe(window);
        profile.HasSeen($"e-{1_200 - window}").ShouldBeTrue();
    }

    [Fact]
    public void Profile_ShouldShrinkToItsCapacity_WhenThatWasLowered()
    {
        var profile = Shrunk(held: 0);

        profile.Append(new ProfileEvent("new", "new", 1f, 100), [Detector]);

        profile.Events.Length.ShouldBe(16);
        profile.Length.ShouldBe(16);
        profile.Events[^1].Id.ShouldBe("new");
    }

    [Fact]
    public void Profile_ShouldForgetNothingThatIsHeld_WhenItsCapacityWasLowered()
    {
        var profile = Shrunk(held: 40);

        profile.Append(new ProfileEvent("new", "new", 1f, 100), [Detector]);

        profile.IsFullOfHeld.ShouldBeTrue();
        profile.Events[..^1].ToArray().Select(e => e.Id.ToString()).ShouldBe(Enumerable.Range(60, 40).Select(i => $"e-{i}"));
    }

    [Fact]
    public void Evidence_ShouldBeKeptForEveryDetectorInForce_AndMadeAnewForAnother()
    {
        var (first, second) = (new StubDetector("a", "a-1"), new StubDetector("b", "b-1", prefix: "good"));
        var profile = new UserProfile("u", new ProfileOptions());
        profile.Append(new ProfileEvent("e-1", "bad-1", 1f, 0), [first, second]);
        profile.EvidenceFor(first).ToArray().ShouldBe([1f]);
        profile.EvidenceFor(second).ToArray().ShouldBe([0f]);

        profile.Append(new ProfileEvent("e-2", "good-1", 1f, 0), [first, second]);
        profile.EvidenceFor(first).ToArray().ShouldBe([1f]);
        profile.EvidenceFor(second).ToArray().ShouldBe([1f]);

        // While b is not in force, its sum is not kept; it comes back whole.
        profile.Append(new ProfileEvent("e-3", "good-2", 1f, 0), [first]);
        profile.EvidenceFor(second).ToArray().ShouldBe([2f]);
        profile.EvidenceFor(new StubDetector("a", "a-2", prefix: "good")).ToArray().ShouldBe([2f]);
    }

    [Fact]
    public void Detector_ShouldBeToldWhoseProfileItIs()
    {
        var crowd = new CrowdModel("crowd", 1, "pushed", new Dictionary<string, float> { ["member"] = 3f });
        var detector = new CrowdDetector("c-1", [crowd], threshold: 2f);

        ScoreOf("member").ShouldBe(3f);
        ScoreOf("somebody").ShouldBe(0f);

        float ScoreOf(string user)
        {
            var profile = new UserProfile(user, new ProfileOptions());
            profile.Append(new ProfileEvent("e-1", "pushed", 1f, 1), []);
            return detector.Score(profile.EvidenceFor(detector), profile.Length);
        }
    }

    [Fact]
    public void Evidence_ShouldStayExact_WhenManyEventsPassThroughAFullProfile()
    {
        var options = new ProfileOptions { Capacity = 64 };
        var profile = new UserProfile("u", options);
        for (var i = 0; i < 20_000; i++)
        {
            profile.Append(new ProfileEvent($"e-{i}", $"item-{i * 7919 % 401}", 1f + (i % 3 * 0.1f), i), [Detector]);
            _ = profile.EvidenceFor(Detector);
        }

        var anew = new float[Detector.EvidenceLength];
        profile.VisitRow((item, value) => Detector.Add(anew, item, value));
        profile.EvidenceFor(Detector).ToArray().Zip(anew).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-2);
    }

    // A hundred events, read back where only 16 are remembered.
    private static UserProfile Shrunk(int held)
    {
        var profile = new UserProfile("u", new ProfileOptions { Capacity = 100 });
        for (var i = 0; i < 100; i++)
            profile.Append(new ProfileEvent($"e-{i}", $"item-{i}", 1f, i), []);
        profile.Held = held;
        return ProfileLog.Read("u", [new ProfileLog().Next(profile).Value], new ProfileOptions { Capacity = 16 })!;
    }

    private static void CompareWithItsDefinition(ProfileOptions options, byte[] items)
    {
        var profile = new UserProfile("u", options);
        var all = new List<ProfileEvent>();
        // Three rounds, so that most runs push events out.
        foreach (var (item, i) in items.Concat(items).Concat(items).Select((item, i) => (item, i)))
        {
            all.Add(new ProfileEvent($"e-{i}", $"item-{item % 40}", item % 3, i));
            var isNew = all.SkipLast(1).TakeLast(options.Capacity).All(e => e.Item != all[^1].Item);
            profile.Append(all[^1], [Detector]).ShouldBe(isNew);
            _ = profile.EvidenceFor(Detector);
        }

        var kept = all.TakeLast(options.Capacity).ToArray();
        profile.Events.ToArray().ShouldBe(kept);
        var row = new List<(string, float)>();
        profile.VisitRow((item, value) => row.Add((item, value)));
        row.ShouldBe([.. kept.Reverse().DistinctBy(e => e.Item).Select(e => (e.Item, e.Value))]);
        profile.Length.ShouldBe(row.Count);
        var evidence = new float[Detector.EvidenceLength];
        foreach (var (item, value) in row)
            Detector.Add(evidence, item, value);
        profile.EvidenceFor(Detector).ToArray().Zip(evidence).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-3);
    }

    // Values count here: a changed rating has to be taken back and added again.
    private sealed class ValueDetector(string version) : IDetector
    {
        public string Family => "values";

        public string Version => version;

        public int EvidenceLength => 4;

        public void Add(Span<float> evidence, string item, float value) => Move(evidence, item, value);

        public void Remove(Span<float> evidence, string item, float value) => Move(evidence, item, -value);

        public float Score(ReadOnlySpan<float> evidence, int length) => evidence[0] - length;

        public float Threshold(int length) => 0f;

        public double PValue(float score, int length) => 0.5;

        public string? Campaign(ReadOnlySpan<float> evidence, int length) => null;

        public float Baseline(ReadOnlySpan<float> evidence, int length) => -length;

        public float Contribution(ReadOnlySpan<float> evidence, int length, string item, float value) => 0f;

        private static void Move(Span<float> evidence, string item, float weight)
        {
            for (var k = 0; k < evidence.Length; k++)
                evidence[k] += weight * ((item.Length * 31) + item[^1] + k) % 7;
        }
    }
}
