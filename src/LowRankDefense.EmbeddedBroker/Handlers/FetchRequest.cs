using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>A fetch, read once and answered perhaps several times over while it waits for data.</summary>
internal sealed record FetchRequest(
    int MaximumWait,
    int MinimumBytes,
    int MaximumBytes,
    bool ReadCommitted,
    IReadOnlyList<FetchRequest.TopicPart> Topics
)
{
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
        {
            var name = reader.String();
            var partitions = new PartitionPart[reader.ArrayLength()];
            for (var p = 0; p < partitions.Length; p++)
            {
                var partition = reader.Int32();
                if (request.Version >= 9)
                    reader.Int32();
                var offset = reader.Int64();
                if (request.Version >= 5)
                    reader.Int64();
                partitions[p] = new PartitionPart(partition, offset, reader.Int32());
            }

            topics[t] = new TopicPart(name, partitions);
        }

        return new FetchRequest(wait, minimum, maximum, committed, topics);
    }

    public readonly record struct TopicPart(string Name, IReadOnlyList<PartitionPart> Partitions);

    public readonly record struct PartitionPart(int Partition, long Offset, int MaximumBytes);
}
