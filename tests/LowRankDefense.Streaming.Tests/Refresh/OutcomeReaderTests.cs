using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Streaming.Tests.Refresh;

public sealed class OutcomeReaderTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly EmbeddedBrokerFixture broker = new();
    private readonly TopicOptions topics = new() { Partitions = 2 };
    private readonly SanitizedMatrix matrix = new();
    private readonly ArrivalLog arrivals = new(new PatrolOptions());
    private KafkaClients clients = null!;

    public async Task InitializeAsync()
    {
        await broker.InitializeAsync();
        var log = new CollectedLog();
        clients = new KafkaClients(new KafkaOptions { BootstrapServers = broker.BootstrapServers }, log);
        await new TopicSetup(clients, topics, log.For<TopicSetup>()).EnsureAsync();
    }

    public Task DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public void Stream_ShouldBeFolded_FromAllPartitionsAndFromTheirStart()
    {
        Write(Event(0, "a", "x"), Event(1, "b", "x"), Event(0, "c", "y"), Event(1, "b", "z"), Retraction(0, "a"));
        using var reader = new OutcomeReader(clients, topics, partitions: 2);

        ReadToTheEnd(reader);

        var snapshot = matrix.Snapshot();
        snapshot.Users.ShouldBe(["b", "c"], ignoreOrder: true);
        snapshot.Matrix.NonZeros.ShouldBe(3);
    }

    [Fact]
    public void Arrivals_ShouldShowWhomTheSanitizedStreamHides()
    {
        Write(Event(0, "a", "x"), Retraction(0, "a"), Event(1, "b", "y"), Event(0, "a", "z") with { Topic = topics.Quarantined });
        using var reader = new OutcomeReader(clients, topics, partitions: 2);

        ReadToTheEnd(reader);

        matrix.Snapshot().Users.ShouldBe(["b"]);
        var seen = arrivals.Snapshot();
        Enumerable
            .Range(0, seen.Rows)
            .Select(r => $"{arrivals.UserOf(r)}: {string.Join(' ', seen.ColumnsOf(r).ToArray().Select(c => arrivals.Items[c]).Order())}")
            .ShouldBe(["a: x z", "b: y"], ignoreOrder: true);
    }

    [Fact]
    public void EndOfTheStream_ShouldBeReached_OnceForAll()
    {
        using var reader = new OutcomeReader(clients, topics, partitions: 2);
        reader.HasReadToTheEnd.ShouldBeFalse();
        ReadToTheEnd(reader);

        Write(Event(0, "a", "x"));

        reader.HasReadToTheEnd.ShouldBeTrue("it is about the past, not about the present");
    }

    [Fact]
    public void AbortedRecords_ShouldNotBeRead()
    {
        using (var producer = Begin(Event(0, "a", "x")))
            producer.AbortTransaction(Patience);
        Write(Event(0, "b", "x"));
        using var reader = new OutcomeReader(clients, topics, partitions: 2);

        ReadToTheEnd(reader);

        matrix.Snapshot().Users.ShouldBe(["b"]);
    }

    [Fact]
    public void WhatWasAccepted_ShouldBeRead_WhateverTheLimitsNowAndHoweverItIsWritten()
    {
        // 200 bytes that JSON writes in 600, a value and a time no limit lets pass today.
        var user = new string('ж', 100);
        Write(Record(0, user, new Interaction("e-1", user, user, 5_000f, 4_000_000_000_000)));
        using var reader = new OutcomeReader(clients, topics, partitions: 2);

        ReadToTheEnd(reader);

        var snapshot = matrix.Snapshot();
        snapshot.Users.ShouldBe([user]);
        snapshot.Matrix.Values.ToArray().ShouldBe([5_000f]);
    }

    [Fact]
    public void Reading_ShouldStop_WhenToldTo()
    {
        using var reader = new OutcomeReader(clients, topics, partitions: 2);

        reader.ReadInto(matrix, arrivals, Patience, new CancellationToken(canceled: true));

        reader.HasReadToTheEnd.ShouldBeFalse();
    }

    private void ReadToTheEnd(OutcomeReader reader)
    {
        for (var tries = 0; !reader.HasReadToTheEnd && tries < 200; tries++)
            reader.ReadInto(matrix, arrivals, TimeSpan.FromMilliseconds(100), CancellationToken.None);
        reader.HasReadToTheEnd.ShouldBeTrue();
    }

    private void Write(params SentRecord[] records)
    {
        using var producer = Begin(records);
        producer.CommitTransaction(Patience);
    }

    private IProducer<byte[], byte[]> Begin(params SentRecord[] records)
    {
        var producer = clients.TransactionalProducer("test");
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        foreach (var record in records)
            new Outbox(producer).Send(record.Topic, record.Partition, record.Key, record.Value, record.Headers);
        producer.Flush(Patience);
        return producer;
    }

    private SentRecord Event(int partition, string user, string item) => Record(partition, user, new Interaction("e", user, item, 1f, 1));

    private SentRecord Record(int partition, string user, Interaction interaction) =>
        new(topics.Sanitized, partition, Encoding.UTF8.GetBytes(user), InteractionWriter.Write(interaction), Headers: null);

    private SentRecord Retraction(int partition, string user) =>
        new(topics.Sanitized, partition, Encoding.UTF8.GetBytes(user), "{}"u8.ToArray(), new Headers { { "type", "retract"u8.ToArray() } });
}
