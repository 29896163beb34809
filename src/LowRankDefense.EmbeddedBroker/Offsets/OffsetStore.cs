namespace LowRankDefense.EmbeddedBroker.Offsets;

/// <summary>A committed position.</summary>
/// <param name="Offset">Offset of the next record to read.</param>
/// <param name="Metadata">What the client stored with it.</param>
internal readonly record struct CommittedOffset(long Offset, string? Metadata);

/// <summary>Committed offsets of all groups.</summary>
internal sealed class OffsetStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<(string Topic, int Partition), CommittedOffset>> groups = new(StringComparer.Ordinal);

    /// <summary>Replaces what a group had committed of these partitions.</summary>
    public void Commit(string group, IEnumerable<KeyValuePair<(string Topic, int Partition), CommittedOffset>> offsets)
    {
        lock (gate)
        {
            if (!groups.TryGetValue(group, out var known))
                groups[group] = known = [];
            foreach (var (partition, offset) in offsets)
                known[partition] = offset;
        }
    }

    /// <summary>What a group has committed of a partition; false where it never did.</summary>
    public bool TryGet(string group, string topic, int partition, out CommittedOffset offset)
    {
        lock (gate)
        {
            offset = default;
            return groups.TryGetValue(group, out var known) && known.TryGetValue((topic, partition), out offset);
        }
    }

    /// <summary>Every partition a group has committed, by topic.</summary>
    public IReadOnlyList<(string Topic, int[] Partitions)> PartitionsOf(string group)
    {
        lock (gate)
        {
            return groups.TryGetValue(group, out var known)
                ? [.. known.Keys.GroupBy(k => k.Topic, StringComparer.Ordinal).Select(t => (t.Key, t.Select(k => k.Partition).ToArray()))]
                : [];
        }
    }
}
