using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>ApiVersions, Metadata, FindCoordinator.</summary>
internal sealed class MetadataHandlers(Cluster cluster)
{
    /// <summary>ApiVersions: which APIs and versions there are; asked in a version too new, it says so in version 0.</summary>
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

        answer.Error(request.Injected).ArrayLength(ApiVersion.Supported.Length);
        foreach (var api in ApiVersion.Supported)
            answer.Int16((short)api.Key).Int16(api.Minimum).Int16(api.Maximum).NoTags();
        if (request.Version >= 1)
            answer.Int32(0);
        answer.NoTags();
    }

    /// <summary>Metadata: this node and the topics asked for, which are created where the client allows it; all topics where it names none.</summary>
    public void Metadata(Request request)
    {
        var reader = request.Reader();
        var count = reader.NullableArrayLength();
        var names = new List<string>();
        for (var i = 0; i < count; i++)
            names.Add(reader.String());
        // A topic that is deleted while all are listed must not come back.
        var create = count >= 0 && request.Injected == ErrorCode.None && (request.Version < 4 || reader.Boolean());
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
            Write(request, name, create ? cluster.Topics.GetOrCreate(name) : cluster.Topics.Find(name));
    }

    /// <summary>FindCoordinator: this node, for every group and transaction.</summary>
    public void FindCoordinator(Request request)
    {
        var answer = request.Answer;
        if (request.Version >= 1)
            answer.Int32(0);
        answer.Error(request.Injected);
        if (request.Version >= 1)
            answer.String(null);
        answer.Int32(Cluster.BrokerId).String(Cluster.Host).Int32(cluster.Port);
    }

    private static void Write(Request request, string name, Topic? topic)
    {
        var answer = request.Answer.Error(request.Outcome(() => topic is null ? ErrorCode.UnknownTopicOrPartition : ErrorCode.None));
        answer.String(name).Byte(0).Int32(topic?.Partitions.Length ?? 0);
        for (var partition = 0; partition < (topic?.Partitions.Length ?? 0); partition++)
            answer.Error(ErrorCode.None).Int32(partition).Int32(Cluster.BrokerId).Int32(1).Int32(Cluster.BrokerId).Int32(1).Int32(Cluster.BrokerId);
    }
}
