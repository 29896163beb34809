using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>A fetch, read once and answered perhaps several times over while it waits for data.</summary>
/// <param name="MaximumWait">How long to wait for <paramref name="MinimumBytes"/>.</param>
/// <param name="MinimumBytes">Bytes of records that are worth an answer.</param>
/// <param name="MaximumBytes">Bytes of records an answer may hold; a first batch may exceed it.</param>
/// <param name="ReadCommitted">Whether to stop at the first open transaction and name the aborted ones.</param>
/// <param name="Topics">What to read.</param>
internal sealed record FetchRequest(
    TimeSpan MaximumWait,
    int MinimumBytes,
    int MaximumBytes,
    bool ReadCommitted,
    IReadOnlyList<FetchRequest.TopicPart> Topics
)
{
    /// <summary>Reads the body of <paramref name="request"/>.</summary>
    /// <exception cref="ProtocolException">It is no fetch of this version.</exception>
    public static FetchRequest Read(Request request)
    {
        var reader = request.Reader();
        reader.Int32();
        var (wait, minimum, maximum) = (reader.Int32(), reader.Int32(), reader.Int32());
        var committed = reader.Byte() == 1;
        if (request.Version >= 7)
        {
            reader.Int32();
            reader.Int32();
        }

        var topics = new TopicPart[reader.ArrayLength()];
        for (var t = 0; t < topics.Length; t++)
            topics[t] = new TopicPart(reader.String(), ReadPartitions(ref reader, request.Version));
        return new FetchRequest(TimeSpan.FromMilliseconds(wait), minimum, maximum, committed, topics);
    }

    private static PartitionPart[] ReadPartitions(ref ProtocolReader reader, short version)
    {
        var partitions = new PartitionPart[reader.ArrayLength()];
        for (var p = 0; p < partitions.Length; p++)
        {
            var partition = reader.Int32();
            if (version >= 9)
                reader.Int32();
            var offset = reader.Int64();
            if (version >= 5)
                reader.Int64();
            partitions[p] = new PartitionPart(partition, offset, reader.Int32());
        }

        return partitions;
    }

    /// <summary>What to read of one topic.</summary>
    /// <param name="Name">The topic.</param>
    /// <param name="Partitions">Its partitions, in the order of the answer.</param>
    public readonly record struct TopicPart(string Name, IReadOnlyList<PartitionPart> Partitions);

    /// <summary>What to read of one partition.</summary>
    /// <param name="Partition">Its number.</param>
    /// <param name="Offset">First offset wanted.</param>
    /// <param name="MaximumBytes">Bytes of records from this partition; a first batch may exceed it.</param>
    public readonly record struct PartitionPart(int Partition, long Offset, int MaximumBytes);
}
