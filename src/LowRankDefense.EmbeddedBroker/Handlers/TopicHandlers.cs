using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>CreateTopics, DeleteTopics.</summary>
internal sealed class TopicHandlers(Cluster cluster)
{
    // A count that was meant is below this; one that was not must not fill the memory.
    private const int LargestPartitionCount = 10_000;

    /// <summary>CreateTopics: topics with their partition counts and configurations; only checked where the client says so.</summary>
    public void Create(Request request)
    {
        var reader = request.Reader();
        var count = reader.ArrayLength();
        var topics = new List<(string Name, int Partitions, Dictionary<string, string> Configs)>();
        for (var t = 0; t < count; t++)
            topics.Add(ReadTopic(ref reader));
        reader.Int32();
        var validateOnly = request.Version >= 1 && reader.Boolean();
        var answer = request.Answer;
        if (request.Version >= 2)
            answer.Int32(0);
        answer.ArrayLength(topics.Count);
        foreach (var (name, partitions, configs) in topics)
        {
            answer.String(name).Error(request.Outcome(() => Create(name, partitions, configs, validateOnly)));
            if (request.Version >= 1)
                answer.String(null);
        }
    }

    /// <summary>DeleteTopics: topics go with all their records.</summary>
    public void Delete(Request request)
    {
        var reader = request.Reader();
        var count = reader.ArrayLength();
        var answer = request.Answer;
        if (request.Version >= 1)
            answer.Int32(0);
        answer.ArrayLength(count);
        for (var t = 0; t < count; t++)
        {
            var name = reader.String();
            answer.String(name).Error(request.Outcome(() => cluster.Topics.TryDelete(name) ? ErrorCode.None : ErrorCode.UnknownTopicOrPartition));
        }
    }

    private ErrorCode Create(string name, int partitions, Dictionary<string, string> configs, bool validateOnly)
    {
        if (partitions is 0 or < -1 or > LargestPartitionCount)
            return ErrorCode.InvalidPartitions;
        if (cluster.Topics.Find(name) is not null)
            return ErrorCode.TopicAlreadyExists;
        return validateOnly || cluster.Topics.TryCreate(name, partitions, configs) ? ErrorCode.None : ErrorCode.TopicAlreadyExists;
    }

    private static (string Name, int Partitions, Dictionary<string, string> Configs) ReadTopic(ref ProtocolReader reader)
    {
        var name = reader.String();
        var partitions = reader.Int32();
        reader.Int16();
        for (var assigned = reader.ArrayLength(); assigned > 0; assigned--)
        {
            reader.Int32();
            for (var replicas = reader.ArrayLength(); replicas > 0; replicas--)
                reader.Int32();
        }

        var configs = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var count = reader.ArrayLength(); count > 0; count--)
        {
            var key = reader.String();
            configs[key] = reader.NullableString() ?? "";
        }

        return (name, partitions, configs);
    }
}
