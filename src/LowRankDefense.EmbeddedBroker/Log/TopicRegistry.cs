using System.Collections.Concurrent;
using System.Globalization;
using LowRankDefense.EmbeddedBroker.Configuration;

namespace LowRankDefense.EmbeddedBroker.Log;

/// <summary>All topics.</summary>
internal sealed class TopicRegistry(BrokerOptions options)
{
    private readonly ConcurrentDictionary<string, Topic> topics = new(StringComparer.Ordinal);

    public ICollection<string> Names => topics.Keys;

    public Topic? Find(string name) => topics.GetValueOrDefault(name);

    public PartitionLog? Find(string name, int partition) =>
        topics.TryGetValue(name, out var topic) && (uint)partition < (uint)topic.Partitions.Length ? topic.Partitions[partition] : null;

    /// <summary>Creates a topic; false where it exists. A compaction policy is accepted and has no effect: the log keeps every record.</summary>
    public bool TryCreate(string name, int partitions, IReadOnlyDictionary<string, string> configs)
    {
        var largest =
            configs.TryGetValue("max.message.bytes", out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var bytes)
                ? bytes
                : options.MaximumBatchBytes;
        var count = partitions > 0 ? partitions : options.DefaultPartitions;
        return topics.TryAdd(
            name,
            new Topic(name, [.. Enumerable.Range(0, count).Select(_ => new PartitionLog(options.RetentionBytesPerPartition, largest))])
        );
    }

    public Topic GetOrCreate(string name)
    {
        TryCreate(name, 0, new Dictionary<string, string>(StringComparer.Ordinal));
        return topics[name];
    }

    public bool TryDelete(string name) => topics.TryRemove(name, out _);
}
