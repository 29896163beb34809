using Confluent.Kafka;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowRankDefense.Benchmarks.Events;

/// <summary>What a loop does with events, without a broker: all stages with default settings over the store of one partition; what they send is counted and dropped.</summary>
internal sealed class EventPath : IDisposable
{
    /// <summary>The present of every event, Unix milliseconds.</summary>
    public const long Now = 1_700_000_000_000;

    private readonly CountingOutbox outbox = new();
    private readonly IStage[] stages;
    private readonly EventContext context;
    private readonly IDetector[] detectors;
    private readonly PartitionState partition;
    private readonly CycleCounts counts = new();
    private long offset;

    /// <summary>A path that owns <paramref name="store"/>.</summary>
    public EventPath(ProfileStore store, params IDetector[] detectors)
    {
        this.detectors = detectors;
        partition = new PartitionState(0, store);
        context = new EventContext(outbox);
        var (topics, verdicts, admission) = (new TopicOptions(), new VerdictOptions(), new AdmissionPolicy(new AdmissionOptions()));
        stages =
        [
            new ParseStage(new InteractionParser(new InteractionOptions(), new StringPool(), new StringPool()), topics),
            new ProfileStage(topics),
            new ScoreStage(),
            new VerdictStage(new VerdictPolicy(verdicts), admission, verdicts, topics),
            new SanitizeStage(admission, topics),
            new AlertStage(new AlertOptions(), topics, NullLogger<AlertStage>.Instance),
        ];
        context.BeginCycle(Now, detectors, counts);
    }

    /// <summary>The profiles.</summary>
    public ProfileStore Store => partition.Store;

    /// <summary>Records sent.</summary>
    public long Sent => outbox.Records;

    /// <summary>Takes events through the stages.</summary>
    public void Process(ReadOnlySpan<Message<byte[], byte[]>> records)
    {
        foreach (var record in records)
        {
            partition.Consumed(offset);
            context.BeginEvent(partition, record, offset++);
            for (var s = 0; s < stages.Length && !context.Refused; s++)
                stages[s].Process(context);
        }
    }

    /// <summary>Encodes what the cycle has changed.</summary>
    public IReadOnlyList<KeyValuePair<ProfileKey, byte[]>> Seal()
    {
        partition.Seal();
        foreach (var stage in stages)
            stage.Seal();
        return Store.Seal();
    }

    /// <summary>Stores what was sealed, as the sender does behind a commit, and begins the next cycle.</summary>
    public void Commit(IReadOnlyList<KeyValuePair<ProfileKey, byte[]>> changes)
    {
        Store.Write(changes, Store.Checkpoint + changes.Count);
        partition.Commit();
        foreach (var stage in stages)
            stage.Commit();
        counts.Clear();
        context.BeginCycle(Now, detectors, counts);
    }

    /// <inheritdoc/>
    public void Dispose() => partition.Dispose();
}
