using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>ApiVersions, Metadata, FindCoordinator.</summary>
internal sealed class MetadataHandlers(Cluster cluster)
{
    public void ApiVersions(Request request)
    {
        var answer = request.Answer;
        if (request.Version > 3)
        {
            // The client asks again with version 0.
            answer.Flexible = false;
            answer.Error(ErrorCode.UnsupportedVersion).Int32(0);
            return;
        }

        answer.Error(ErrorCode.None).ArrayLength(ApiVersion.Supported.Length);
        foreach (var api in ApiVersion.Supported)
            answer.Int16((short)api.Key).Int16(api.Minimum).Int16(api.Maximum).NoTags();
        if (request.Version >= 1)
            answer.Int32(0);
        answer.NoTags();
    }

    public void Metadata(Request request)
    {
        var reader = request.Reader();
        var count = reader.ArrayLength();
        var names = new List<string>();
        for (var i = 0; i < count; i++)
            names.Add(reader.String());
        var create = request.Version < 4 || reader.Boolean();
        if (count < 0)
            names.AddRange(cluster.Topics.Names);

        var answer = request.Answer;
        if (request.Version >= 3)
            answer.Int32(0);
        answer.Int32(1).Int32(Cluster.BrokerId).String(Cluster.Host).Int32(cluster.Port).String(null);
        if (request.Version >= 2)
            answer.String("embedded");
        answer.Int32(Cluster.BrokerId).Int32(names.Count);
        foreach (var name in names)
            Write(answer, name, create ? cluster.Topics.GetOrCreate(name) : cluster.Topics.Find(name));
    }

    public void FindCoordinator(Request request)
    {
        var answer = request.Answer;
        if (request.Version >= 1)
            answer.Int32(0);
        answer.Error(ErrorCode.None);
        if (request.Version >= 1)
            answer.String(null);
        answer.Int32(Cluster.BrokerId).String(Cluster.Host).Int32(cluster.Port);
    }

    private static void Write(ProtocolWriter answer, string name, Topic? topic)
    {
        answer.Error(topic is null ? ErrorCode.UnknownTopicOrPartition : ErrorCode.None).String(name).Byte(0).Int32(topic?.Partitions.Length ?? 0);
        for (var partition = 0; partition < (topic?.Partitions.Length ?? 0); partition++)
            answer.Error(ErrorCode.None).Int32(partition).Int32(Cluster.BrokerId).Int32(1).Int32(Cluster.BrokerId).Int32(1).Int32(Cluster.BrokerId);
    }
}
