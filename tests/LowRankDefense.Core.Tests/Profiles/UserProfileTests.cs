using FsCheck.Xunit;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;

namespace LowRankDefense.Core.Tests.Profiles;

public class UserProfileTests
{
    private static readonly ProfileOptions Options = new() { Capacity = 16, DuplicateWindow = 32 };
    private static readonly IDetector Detector = new HashDetector();

    [Property]
    public void Projection_ShouldBeTheSame_WhetherKeptUpToDateOrComputedAnew(byte[] items)
    {
        var kept = new UserProfile("u", Options);
        var fresh = new UserProfile("u", Options);
        for (var i = 0; i < items.Length; i++)
        {
            var added = new ProfileEvent($"e-{i}", $"item-{items[i] % 40}", 1f, i);
            kept.Append(added, Detector);
            _ = kept.ProjectionBy(Detector);
            fresh.Append(added, detector: null);
        }

        var (left, right) = (kept.ProjectionBy(Detector).ToArray(), fresh.ProjectionBy(Detector).ToArray());
        for (var k = 0; k < left.Length; k++)
            left[k].ShouldBe(right[k], 1e-3);
    }

    [Property]
    public void Codec_ShouldReadBackWhatItWrote(byte[] items)
    {
        var profile = new UserProfile("u", Options)
        {
            Held = 2,
            Published = 5,
            FirstSeen = 9,
        };
        for (var i = 0; i < items.Length; i++)
            profile.Append(new ProfileEvent($"e-{i}", $"item-{items[i]}", i, i), detector: null);

        var read = UserProfileCodec.Decode("u", UserProfileCodec.Encode(profile), Options);

        read.Events.ToArray().ShouldBe(profile.Events.ToArray());
        (read.TotalEvents, read.Length, read.Held, read.Published, read.FirstSeen).ShouldBe((profile.TotalEvents, profile.Length, 2, 5, 9));
        Enumerable.Range(0, items.Length).Count(i => read.HasSeen($"e-{i}")).ShouldBe(Math.Min(items.Length, Options.DuplicateWindow));
    }

    [Fact]
    public void Decode_ShouldSayWhatToDo_WhenTheBytesAreDamaged()
    {
        Should
            .Throw<InvalidDataException>(() => UserProfileCodec.Decode("u", [9, 9, 9], Options))
            .Message.ShouldContain("remove the state directory");
    }

    [Fact]
    public void HasSeen_ShouldRecogniseAnEventId()
    {
        var profile = new UserProfile("u", Options);
        profile.Append(new ProfileEvent("e-1", "i", 1f, 0), detector: null);

        profile.HasSeen("e-1").ShouldBeTrue();
        profile.HasSeen("e-2").ShouldBeFalse();
    }

    // A basis without tables: the row of an item follows from its name.
    private sealed class HashDetector : IDetector
    {
        public string Version => "hash";

        public int Rank => 4;

        public void Add(Span<float> projection, string item, float value)
        {
            for (var k = 0; k < projection.Length; k++)
                projection[k] += (item.Length * 31 + item[^1] + k) % 7;
        }

        public float Score(ReadOnlySpan<float> projection, int length) => projection[0] - length;

        public float Threshold(int length) => 0f;
    }
}
