using Confluent.Kafka;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Tests.Harness;
using NSubstitute;

namespace LowRankDefense.Streaming.Tests.Pipeline;

public sealed class ChangelogRestorerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TopicOptions topics = new() { Partitions = 2 };
    private readonly CollectedLog log = new();
    private readonly InMemoryKeyValueStore backend = new();
    private readonly ProfileStore store;
    private int fetches;
    private KafkaBroker broker = null!;
    private KafkaClients clients = null!;
    private ChangelogRestorer restorer = null!;

    public ChangelogRestorerTests() => store = new ProfileStore(backend, new ProfileOptions(), 100);

    public async Task InitializeAsync()
    {
        broker = await KafkaBroker.StartAsync(new BrokerOptions { Faults = Watch });
        clients = new KafkaClients(new KafkaOptions { BootstrapServers = broker.BootstrapServers }, log);
        await new TopicSetup(clients, topics, log.For<TopicSetup>()).EnsureAsync();
        restorer = new ChangelogRestorer(clients, topics, log.For<ChangelogRestorer>());
    }

    public async Task DisposeAsync()
    {
        store.Dispose();
        await broker.DisposeAsync();
    }

    [Fact]
    public void EmptyChangelog_ShouldLeaveTheStoreAsItIs()
    {
        restorer.Restore(1, store).ShouldBe(0);

        store.Checkpoint.ShouldBe(0);
    }

    [Fact]
    public void Store_ShouldHoldTheNewestOfEveryKey_AndOnlyItsPartition()
    {
        Write(1, ("a", 1), ("b", 1), ("a", 2));
        Write(0, ("c", 1));
        Write(1, ("b", 3));

        restorer.Restore(1, store).ShouldBe(4);

        (EventsOf("a"), EventsOf("b"), store.Find("c")).ShouldBe((2, 3, null));
        // Four records and two markers of transactions.
        store.Checkpoint.ShouldBe(6);
    }

    [Fact]
    public void Store_ShouldBeReadFromItsCheckpoint()
    {
        Write(1, ("a", 1), ("b", 1));
        restorer.Restore(1, store);
        Write(1, ("a", 2));

        restorer.Restore(1, store).ShouldBe(1);
        restorer.Restore(1, store).ShouldBe(0);

        store.Checkpoint.ShouldBe(5);
    }

    [Fact]
    public void AbortedChanges_ShouldNotBeRestored()
    {
        Write(1, ("a", 1));
        using (var producer = Begin(1, Snapshot("a", 7)))
            producer.AbortTransaction(Patience);

        restorer.Restore(1, store).ShouldBe(1);

        EventsOf("a").ShouldBe(1);
        store.Checkpoint.ShouldBe(4, "the end of the partition counts, markers and aborted records among it");
    }

    [Fact]
    public async Task OpenTransaction_ShouldBeWaitedFor()
    {
        Write(1, ("a", 1));
        using var producer = Begin(1, Snapshot("a", 2));
        var restoring = Task.Run(() => restorer.Restore(1, store));
        await ReachesTheOpenTransaction(restoring);

        producer.CommitTransaction(Patience);

        (await restoring.WaitAsync(Patience)).ShouldBe(2);
        EventsOf("a").ShouldBe(2);
    }

    [Fact]
    public async Task OpenTransaction_ShouldBeWaitedFor_WhenItIsAborted_Too()
    {
        Write(1, ("a", 1));
        using var producer = Begin(1, Snapshot("a", 2));
        var restoring = Task.Run(() => restorer.Restore(1, store));
        await ReachesTheOpenTransaction(restoring);

        producer.AbortTransaction(Patience);

        (await restoring.WaitAsync(Patience)).ShouldBe(1);
        EventsOf("a").ShouldBe(1);
    }

    [Fact]
    public void StoreAheadOfTheChangelog_ShouldBeWipedAndRebuilt()
    {
        Write(1, ("a", 1));
        backend.Write([Snapshot("ghost", 1)], checkpoint: 1_000);

        restorer.Restore(1, store).ShouldBe(1);

        (store.Find("ghost"), EventsOf("a"), store.Checkpoint).ShouldBe((null, 1, 2));
        log.Lines.ShouldContain(l => l.Contains("1000, outside 0..2: wiped"));
    }

    [Fact]
    public void Profile_ShouldBeRestoredFromItsSnapshotAndDeltas_ALittleMoreEveryTime()
    {
        var log = new ProfileLog();
        var profile = new UserProfile("ü", new ProfileOptions());
        var records = new List<KeyValuePair<ProfileKey, byte[]>>();
        for (var e = 1; e <= 120; e++)
        {
            profile.Append(new ProfileEvent($"e-{e}", $"i-{e}", 1f, e), []);
            records.AddRange([log.Next(profile), KeyValuePair.Create(ProfileKey.OfDelta("other", e), Array.Empty<byte>())]);
            if (e % 13 != 0)
                continue;
            Write(1, [.. records]);
            records.Clear();

            restorer.Restore(1, store).ShouldBe(26);

            new ProfileStore(backend, new ProfileOptions(), 100).Find("ü")!.Events.ToArray().ShouldBe(profile.Events.ToArray());
        }

        store.Scan(null, 10).Select(p => p.User).ShouldBe(["ü"], "the other has no snapshot");
    }

    [Fact]
    public void LongChangelog_ShouldBeWrittenInBatches()
    {
        Write(1, [.. Enumerable.Range(0, 10_050).Select(u => ($"u-{u}", 1))]);
        var batches = new List<(int Records, long Checkpoint)>();
        var written = Substitute.For<IKeyValueStore>();
        written
            .When(s => s.Write(Arg.Any<IReadOnlyCollection<KeyValuePair<ProfileKey, byte[]>>>(), Arg.Any<long>()))
            .Do(call => batches.Add((call.Arg<IReadOnlyCollection<KeyValuePair<ProfileKey, byte[]>>>().Count, call.Arg<long>())));

        restorer.Restore(1, new ProfileStore(written, new ProfileOptions(), 100)).ShouldBe(10_050);

        batches.ShouldBe([(10_000, 10_000), (50, 10_051)]);
    }

    // A reader that has come to the last committed record asks again and again whether there is more.
    private async Task ReachesTheOpenTransaction(Task<long> restoring)
    {
        await Eventually.Holds(() => restoring.IsCompleted || Volatile.Read(ref fetches) > 10, "the reader waits");
        restoring.IsCompleted.ShouldBeFalse("whoever had the partition before may still commit");
    }

    private FaultAction Watch(ApiKey api, short version, string client)
    {
        if (api == ApiKey.Fetch)
            Interlocked.Increment(ref fetches);
        return FaultAction.None;
    }

    private long EventsOf(string user) => store.Find(user)!.TotalEvents;

    private void Write(int partition, params (string User, int Events)[] profiles) =>
        Write(partition, [.. profiles.Select(p => Snapshot(p.User, p.Events))]);

    private void Write(int partition, params KeyValuePair<ProfileKey, byte[]>[] records)
    {
        using var producer = Begin(partition, records);
        producer.CommitTransaction(Patience);
    }

    private IProducer<byte[], byte[]> Begin(int partition, params KeyValuePair<ProfileKey, byte[]>[] records)
    {
        var producer = clients.TransactionalProducer("test");
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        foreach (var (key, value) in records)
            new Outbox(producer).Send(topics.Changelog, partition, key.Bytes, value);
        producer.Flush(Patience);
        return producer;
    }

    private static KeyValuePair<ProfileKey, byte[]> Snapshot(string user, int events)
    {
        var profile = new UserProfile(user, new ProfileOptions());
        for (var e = 0; e < events; e++)
            profile.Append(new ProfileEvent($"e-{e}", "i", 1f, 0), []);
        return new ProfileLog().Next(profile);
    }
}
