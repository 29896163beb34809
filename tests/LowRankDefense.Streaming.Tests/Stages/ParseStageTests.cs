using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Stages;

public sealed class ParseStageTests : IDisposable
{
    private static readonly byte[] Key = "u"u8.ToArray();
    private readonly StageHarness pipeline = new();

    public void Dispose() => pipeline.Dispose();

    [Theory]
    [InlineData("malformed", "{")]
    [InlineData("missing-field", "{\"id\":\"e\"}")]
    [InlineData("wrong-type", "{\"id\":1}")]
    [InlineData("out-of-range", """{"id":"e","user":"u","item":"i","value":-1,"timestamp":1}""")]
    [InlineData("future-dated", """{"id":"e","user":"u","item":"i","value":1,"timestamp":1800000000000}""")]
    [InlineData("key-mismatch", """{"id":"e","user":"w","item":"i","value":1,"timestamp":1}""")]
    public void Reject_ShouldCarryTheOriginalBytes_AndWhereTheyCameFrom(string reason, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);

        pipeline.Send(Key, bytes, offset: 77);

        var rejected = pipeline.Producer.Sent.ShouldHaveSingleItem();
        (rejected.Topic, rejected.Partition).ShouldBe((StageHarness.Topics.Rejected, StageHarness.Partition));
        rejected.Key.ShouldBeSameAs(Key);
        rejected.Value.ShouldBeSameAs(bytes);
        rejected.Header(RecordHeaders.Reason).ShouldBe(reason);
        rejected.Header(RecordHeaders.Detail).ShouldNotBeNullOrEmpty();
        rejected.Header(RecordHeaders.SourceTopic).ShouldBe("interactions");
        rejected.Header(RecordHeaders.SourcePartition).ShouldBe("3");
        rejected.Header(RecordHeaders.SourceOffset).ShouldBe("77");
        (pipeline.Counts.Rejected, pipeline.Counts.Accepted).ShouldBe((1, 0));
        pipeline.State.Store.ChangedCount.ShouldBe(0);
    }

    [Fact]
    public void Reject_ShouldNameWhatIsTooLarge()
    {
        pipeline.Send(Key, new byte[20_000]);

        pipeline.Producer.Sent.ShouldHaveSingleItem().Header(RecordHeaders.Reason).ShouldBe("oversized");
    }

    [Theory]
    [InlineData("2")]
    [InlineData("")]
    public void Reject_ShouldNameAnUnknownVersion(string version)
    {
        pipeline.Send(Key, Good("e-1"), new Headers { { RecordHeaders.SchemaVersion, Encoding.UTF8.GetBytes(version) } });

        pipeline.Producer.Sent.ShouldHaveSingleItem().Header(RecordHeaders.Reason).ShouldBe("unknown-version");
    }

    [Fact]
    public void Version_ShouldBeAccepted_WhenItIsTheOnlyOneThereIs()
    {
        pipeline.Send(Key, Good("e-1"), new Headers { { RecordHeaders.SchemaVersion, "1"u8.ToArray() } });

        pipeline.Counts.Accepted.ShouldBe(1);
    }

    [Fact]
    public void Reject_ShouldKeepTheHeadersOfTheRecord_EvenOnesWithoutAValue()
    {
        pipeline.Send(
            Key,
            "?"u8.ToArray(),
            new Headers
            {
                { "trace", "t-1"u8.ToArray() },
                { "empty", null },
                { "reason", "mine"u8.ToArray() },
            }
        );

        var rejected = pipeline.Producer.Sent.ShouldHaveSingleItem();
        rejected.Header("trace").ShouldBe("t-1");
        rejected.Headers!.Select(h => h.Key).ShouldContain("empty");
        rejected.Header(RecordHeaders.Reason).ShouldBe("malformed", "the last header of a name is the one that counts");
    }

    [Fact]
    public void Record_ShouldBeRejected_WhenItHasNeitherKeyNorValue()
    {
        pipeline.Send(key: null, value: null);

        var rejected = pipeline.Producer.Sent.ShouldHaveSingleItem();
        (rejected.Key, rejected.Value).ShouldBe((null, null));
        rejected.Header(RecordHeaders.Reason).ShouldBe("malformed");
    }

    private static byte[] Good(string id) => Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","user":"u","item":"i","value":1,"timestamp":1}""");
}
