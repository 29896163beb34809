using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Handlers;

public sealed class FetchHandlerTests
{
    private static readonly int BatchBytes = TestBatch.Create().Length;
    private readonly Node node = new();

    [Fact]
    public async Task Fetch_ShouldWaitForAWrite_WhenThereIsNothingYet()
    {
        node.Write("t");
        var fetching = Fetch(("t", 0, 0));
        fetching.IsCompleted.ShouldBeFalse();

        node.Write("t", TestBatch.Create());

        (await fetching).ShouldHaveSingleItem().Bytes.ShouldBe(BatchBytes);
    }

    [Fact]
    public async Task Fetch_ShouldComeBackEmpty_WhenTheWaitIsOver()
    {
        node.Write("t");
        var fetching = Fetch(("t", 0, 0));
        node.Time.Advance(TimeSpan.FromMilliseconds(499));
        fetching.IsCompleted.ShouldBeFalse();

        node.Time.Advance(TimeSpan.FromMilliseconds(1));

        (await fetching).ShouldHaveSingleItem().ShouldBe(new Part(ErrorCode.None, 0, 0, 0, 0));
    }

    [Fact]
    public async Task Fetch_ShouldWaitForTheBytesAskedFor()
    {
        node.Write("t", TestBatch.Create());
        var fetching = Fetch([("t", 0, 0)], minimum: BatchBytes + 1);
        fetching.IsCompleted.ShouldBeFalse();

        node.Write("t", TestBatch.Create());

        (await fetching).Single().Bytes.ShouldBe(2 * BatchBytes);
    }

    [Fact]
    public async Task FirstBatch_ShouldGoOut_WhateverItsSize()
    {
        node.Write("t", TestBatch.Create(), TestBatch.Create());

        (await Fetch([("t", 0, 0)], maximum: 1)).Single().Bytes.ShouldBe(BatchBytes);
    }

    [Fact]
    public async Task Answer_ShouldHoldNoMoreThanItsLimit_OverAllPartitions()
    {
        node.Write("t", TestBatch.Create(), TestBatch.Create());
        node.Write("u", TestBatch.Create(), TestBatch.Create());

        (await Fetch([("t", 0, 0), ("u", 0, 0)], maximum: 3 * BatchBytes)).Select(p => p.Bytes).ShouldBe([2 * BatchBytes, BatchBytes]);
        (await Fetch([("t", 0, 0), ("u", 0, 0)], maximum: 2 * BatchBytes)).Select(p => p.Bytes).ShouldBe([2 * BatchBytes, 0]);
    }

    [Fact]
    public async Task Fetch_ShouldBeginWithTheBatchThatHoldsTheOffset()
    {
        node.Write("t", TestBatch.Create(records: 3), TestBatch.Create(records: 3, payload: 50));

        (await Fetch(("t", 0, 4))).Single().Bytes.ShouldBe(BatchBytes + 40);
    }

    [Fact]
    public async Task Fetch_ShouldBeAnsweredAtOnce_WhereAPartitionCannotBeRead()
    {
        node.Write("t", TestBatch.Create());
        var bounded = new Node(new BrokerOptions { RetentionBytesPerPartition = 1 });
        bounded.Write("t", TestBatch.Create(), TestBatch.Create());

        (await Fetch(("t", 0, 2))).Single().Error.ShouldBe(ErrorCode.OffsetOutOfRange);
        (await Fetch(bounded, ("t", 0, 0))).Single().Error.ShouldBe(ErrorCode.OffsetOutOfRange);
        (await Fetch(("t", 7, 0))).Single().Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        (await Fetch(("nowhere", 0, 0))).Single().Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
    }

    [Fact]
    public async Task ReadCommitted_ShouldStopAtTheOpenTransaction_AndNameTheAborted()
    {
        var log = node.Write("t", TestBatch.Create(producer: 7, transactional: true));
        log.EndTransaction(7, epoch: 0, commit: false, timestamp: 0);
        var decided = log.Batches.Sum(b => b.Data.Length);
        node.Write("t", TestBatch.Create(producer: 8, transactional: true), TestBatch.Create());

        var committed = (await Fetch([("t", 0, 0)], committed: true)).Single();
        var all = (await Fetch([("t", 0, 0)], committed: false)).Single();

        committed.ShouldBe(new Part(ErrorCode.None, EndOffset: 4, LastStable: 2, Aborted: 1, Bytes: decided));
        all.ShouldBe(new Part(ErrorCode.None, EndOffset: 4, LastStable: 2, Aborted: -1, Bytes: decided + (2 * BatchBytes)));
    }

    private Task<List<Part>> Fetch(params (string Topic, int Partition, long Offset)[] parts) => Fetch(node, parts);

    private static Task<List<Part>> Fetch(Node node, params (string Topic, int Partition, long Offset)[] parts) =>
        Fetch(node, parts, 1, 1_000_000, true);

    private Task<List<Part>> Fetch(
        (string Topic, int Partition, long Offset)[] parts,
        int minimum = 1,
        int maximum = 1_000_000,
        bool committed = true
    ) => Fetch(node, parts, minimum, maximum, committed);

    private static async Task<List<Part>> Fetch(
        Node node,
        (string Topic, int Partition, long Offset)[] parts,
        int minimum,
        int maximum,
        bool committed
    )
    {
        var answer = await node.Ask(
            ApiKey.Fetch,
            4,
            body =>
            {
                body.Int32(-1).Int32(500).Int32(minimum).Int32(maximum).Byte(committed ? 1 : 0).Int32(parts.Length);
                foreach (var (topic, partition, offset) in parts)
                    body.String(topic).Int32(1).Int32(partition).Int64(offset).Int32(1_000_000);
            }
        );
        return Read(answer);
    }

    private static List<Part> Read(byte[] answer)
    {
        var reader = new ProtocolReader(answer, flexible: false);
        reader.Int32();
        var parts = new List<Part>();
        for (var topics = reader.ArrayLength(); topics > 0; topics--)
        {
            reader.String();
            reader.ArrayLength().ShouldBe(1);
            reader.Int32();
            var (error, end, stable, aborted) = ((ErrorCode)reader.Int16(), reader.Int64(), reader.Int64(), reader.NullableArrayLength());
            for (var a = 0; a < aborted; a++)
                (reader.Int64(), reader.Int64()).ShouldBe((7, 0));
            parts.Add(new Part(error, end, stable, aborted, reader.Bytes().Length));
        }

        return parts;
    }

    private readonly record struct Part(ErrorCode Error, long EndOffset, long LastStable, int Aborted, int Bytes);
}
