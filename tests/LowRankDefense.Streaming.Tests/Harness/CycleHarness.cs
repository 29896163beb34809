using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>The cycles of a loop over one partition without a broker: its producer keeps what it is given, and reports delivery at once.</summary>
internal sealed class CycleHarness : IDisposable
{
    public const int Partition = 3;
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(1);
    private readonly TransactionSender sender;
    private readonly ProfileStore store = new(new InMemoryKeyValueStore(), new ProfileOptions(), cachedProfiles: 100);
    private long offset;

    public CycleHarness(PipelineOptions? options = null, TimeSpan? timeout = null)
    {
        Stage = new RecordingStage(Calls) { Effect = Change };
        Services = new LoopServices(
            options ?? Long,
            new TopicOptions(),
            new KafkaClients(new KafkaOptions { TransactionTimeout = timeout ?? Patient }, Log),
            null!,
            null!,
            Models,
            Metrics,
            null!,
            Time,
            Log,
            []
        );
        Owned = new OwnedPartitions(Metrics);
        State = new PartitionState(Partition, store);
        Owned.Add(State);
        sender = new TransactionSender(Producer, timeout ?? Patient, "test", Metrics);
        Cycle = new Cycle(0, Services, new StageList([Stage], Metrics), Owned, sender, Consumer);
    }

    /// <summary>Cycles that end by themselves in an hour.</summary>
    public static PipelineOptions Long { get; } = new() { CycleInterval = TimeSpan.FromHours(1) };

    /// <summary>What the stage was called for.</summary>
    public List<string> Calls { get; } = [];

    public RecordingProducer Producer { get; } = new() { Delivers = true };

    public IConsumer<byte[], byte[]> Consumer { get; } = Substitute.For<IConsumer<byte[], byte[]>>();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddDays(1));

    public CollectedLog Log { get; } = new();

    public WorkerMetrics Metrics { get; } = new();

    public ModelRegistry Models { get; } = new();

    public LoopServices Services { get; }

    public OwnedPartitions Owned { get; }

    public PartitionState State { get; }

    public RecordingStage Stage { get; }

    public Cycle Cycle { get; }

    /// <summary>Puts a detector in force.</summary>
    public void Use(IDetector detector) => Models.Use(detector, new ModelManifest("detector", detector.Version, 1, 1, ""));

    /// <summary>Takes an event of a user through the stage; offsets count from 0.</summary>
    public void Process(string user) =>
        Cycle.Process(State, new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(user), Value = [] }, offset++);

    public void Dispose()
    {
        Owned.Dispose();
        sender.Dispose();
    }

    private static void Change(EventContext context)
    {
        if (context.IsReview)
            return;
        var profile = context.Partition.Store.GetOrCreate(Encoding.UTF8.GetString(context.Record!.Key));
        profile.Append(new ProfileEvent($"e-{context.Offset}", "i", 1f, 0), []);
        context.Partition.Store.MarkChanged(profile);
    }
}
