using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Tests.Harness;

namespace LowRankDefense.Streaming.Tests.Models;

public sealed class ModelPublisherTests : IDisposable
{
    private const int Chunk = 512 * 1024;
    private readonly RecordingProducer producer = new();
    private readonly ModelPublisher publisher = new("models");

    public void Dispose() => producer.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(Chunk, 1)]
    [InlineData(Chunk + 1, 2)]
    [InlineData((3 * Chunk) - 1, 3)]
    public void Model_ShouldComeBackAsItWas_FromItsChunks(int length, int chunks)
    {
        var model = Noise(length);

        var manifest = publisher.Publish(new Outbox(producer), "factors", "v1", model, before: null);

        (manifest.Chunks, manifest.Bytes).ShouldBe((chunks, length));
        producer.Sent.Count.ShouldBe(chunks + 1);
        producer.Sent.ShouldAllBe(r => r.Topic == "models" && r.Partition == 0 && r.Value!.Length <= Chunk);
        var assembled = Assemble(new ModelAssembler()).ShouldHaveSingleItem();
        assembled.Model.ShouldBe(model);
        assembled.Manifest.ShouldBe(manifest);
    }

    [Fact]
    public void VersionBefore_ShouldBeTombstoned_BehindTheManifestOfTheNewOne()
    {
        var before = publisher.Publish(new Outbox(producer), "factors", "v1", Noise(Chunk + 5), before: null);
        producer.Sent.Clear();

        publisher.Publish(new Outbox(producer), "factors", "v2", Noise(10), before);

        producer
            .Sent.Select(r => (r.KeyText, r.Value is null))
            .ShouldBe([("factors/v2/00000", false), ("factors/manifest", false), ("factors/v1/00000", true), ("factors/v1/00001", true)]);
    }

    [Fact]
    public void SameVersion_ShouldNotTombstoneItself()
    {
        var before = publisher.Publish(new Outbox(producer), "factors", "v1", Noise(10), before: null);
        publisher.Publish(new Outbox(producer), "factors", "v1", Noise(10), before);

        producer.Sent.ShouldAllBe(r => r.Value != null);
        Assemble(new ModelAssembler()).Count.ShouldBe(2);
    }

    [Fact]
    public void Models_ShouldNotBeMixedUp_WhenTheirRecordsFollowOneAnother()
    {
        var (a, b, c) = (Noise(Chunk + 1), Noise(3), Noise(7));
        var first = publisher.Publish(new Outbox(producer), "factors", "v1", a, before: null);
        publisher.Publish(new Outbox(producer), "detector", "v1", b, before: null);
        publisher.Publish(new Outbox(producer), "factors", "v2", c, first);

        Assemble(new ModelAssembler()).Select(m => m.Model).ShouldBe([a, b, c]);
    }

    private List<(ModelManifest Manifest, byte[] Model)> Assemble(ModelAssembler assembler) =>
        [.. producer.Sent.Select(r => assembler.Take(r.KeyText, r.Value)).OfType<(ModelManifest, byte[])>()];

    private static byte[] Noise(int length)
    {
        var random = new SeededRandom((ulong)length + 1);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.NextInt(256))];
    }
}
