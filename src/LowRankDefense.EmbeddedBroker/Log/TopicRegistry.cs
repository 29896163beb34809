using System.Collections.Concurrent;
using System.Globalization;
using LowRankDefense.EmbeddedBroker.Configuration;

namespace LowRankDefense.EmbeddedBroker.Log;

/// <summary>All topics.</summary>
internal sealed class TopicRegistry(BrokerOptions options)
{
    private readonly ConcurrentDictionary<string, Topic> topics = new(StringComparer.Ordinal);

    /// <summary>Names of all topics.</summary>
    public ICollection<string> Names => topics.Keys;

    /// <summary>A topic; null where there is none.</summary>
    public Topic? Find(string name) => topics.GetValueOrDefault(name);

    /// <summary>A partition; null where there is none.</summary>
    public PartitionLog? Find(string name, int partition) =>
        topics.TryGetValue(name, out var topic) && (uint)partition < (uint)topic.Partitions.Length ? topic.Partitions[partition] : null;

    /// <summary>Creates a topic; false where it exists.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="partitions">How many; the broker's default where it is not positive.</param>
    /// <param name="configs"><c>max.message.bytes</c> counts; a compaction policy is accepted without effect: the log keeps every record.</param>
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

    /// <summary>A topic, made with the default number of partitions where there was none.</summary>
    public Topic GetOrCreate(string name)
    {
        TryCreate(name, 0, new Dictionary<string, string>(StringComparer.Ordinal));
        return topics[name];
    }

    /// <summary>Deletes a topic; false where there is none.</summary>
    public bool TryDelete(string name) => topics.TryRemove(name, out _);
}
