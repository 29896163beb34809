using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Handlers;

public sealed class ProduceHandlerTests
{
    private readonly Node node = new();

    [Fact]
    public async Task Batches_ShouldAllBeAppended_AndAnsweredWithTheFirstOffset()
    {
        var log = node.Write("t", TestBatch.Create(records: 5));

        (await Produce("t", [.. TestBatch.Create(records: 2), .. TestBatch.Create(records: 3)])).ShouldBe((ErrorCode.None, 5));

        log.EndOffset.ShouldBe(10);
    }

    [Fact]
    public async Task Batches_ShouldBeRefused_WhereTheyAreMalformedOrHaveNoPlace()
    {
        var log = node.Write("t");
        var endless = TestBatch.Create();
        endless[8] = 0x7F;

        (await Produce("t", new byte[10])).Error.ShouldBe(ErrorCode.InvalidRecord);
        (await Produce("t", endless)).Error.ShouldBe(ErrorCode.InvalidRecord);
        (await Produce("nowhere", TestBatch.Create())).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        log.EndOffset.ShouldBe(0);
        node.Cluster.Topics.Names.ShouldBe(["t"]);
    }

    [Fact]
    public async Task LaterBatches_ShouldNotBeAppended_BehindOneThatIsRefused()
    {
        var log = node.Write("t");
        var damaged = TestBatch.Create();
        damaged[^1] ^= 1;

        (await Produce("t", [.. TestBatch.Create(), .. damaged, .. TestBatch.Create()])).Error.ShouldBe(ErrorCode.CorruptMessage);

        log.EndOffset.ShouldBe(1);
    }

    [Fact]
    public async Task TransactionalBatch_ShouldBeRefused_UntilItsPartitionBelongsToTheTransaction()
    {
        var log = node.Write("t");
        var (id, epoch) = node.Cluster.Transactions.Initialise("x", TimeSpan.FromSeconds(5));
        var batch = TestBatch.Create(producer: id, epoch: epoch, transactional: true);

        (await Produce("t", batch, "x")).Error.ShouldBe(ErrorCode.InvalidTransactionState);
        node.Cluster.Transactions.AddPartitions("x", id, epoch, [("t", 0)]);
        (await Produce("t", batch, "other")).Error.ShouldBe(ErrorCode.InvalidTransactionState);
        log.EndOffset.ShouldBe(0);
        (await Produce("t", batch, "x")).ShouldBe((ErrorCode.None, 0));
    }

    [Fact]
    public async Task Batch_ShouldBeRefused_WhenItsProducerWasFenced()
    {
        var log = node.Write("t");
        var (id, epoch) = node.Cluster.Transactions.Initialise("x", TimeSpan.FromSeconds(5));
        node.Cluster.Transactions.Initialise("x", TimeSpan.FromSeconds(5));

        (await Produce("t", TestBatch.Create(producer: id, epoch: epoch, transactional: true), "x")).Error.ShouldBe(ErrorCode.InvalidProducerEpoch);

        log.EndOffset.ShouldBe(0);
    }

    private async Task<(ErrorCode Error, long Offset)> Produce(string topic, byte[] batches, string? transactionalId = null)
    {
        var answer = await node.Ask(
            ApiKey.Produce,
            3,
            body => body.String(transactionalId).Int16(-1).Int32(1_000).Int32(1).String(topic).Int32(1).Int32(0).Bytes(batches)
        );
        var reader = new ProtocolReader(answer, flexible: false);
        (reader.ArrayLength(), reader.String(), reader.ArrayLength(), reader.Int32()).ShouldBe((1, topic, 1, 0));
        return ((ErrorCode)reader.Int16(), reader.Int64());
    }
}
