using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>OffsetCommit, OffsetFetch.</summary>
internal sealed class OffsetHandlers(Cluster cluster)
{
    public void Commit(Request request)
    {
        var reader = request.Reader();
        var (group, generation, member) = (reader.String(), reader.Int32(), reader.String());
        var instance = request.Version >= 7 ? reader.NullableString() : null;
        if (request.Version < 5)
            reader.Int64();
        var error = cluster.Groups.CheckCommit(group, generation, member, instance);
        var answer = request.Answer;
        if (request.Version >= 3)
            answer.Int32(0);
        var topics = reader.ArrayLength();
        answer.Int32(topics);
        var offsets = new Dictionary<(string, int), CommittedOffset>();
        for (var t = 0; t < topics; t++)
        {
            var name = reader.String();
            var partitions = reader.ArrayLength();
            answer.String(name).Int32(partitions);
            for (var p = 0; p < partitions; p++)
            {
                var (partition, offset) = (reader.Int32(), reader.Int64());
                if (request.Version >= 6)
                    reader.Int32();
                offsets[(name, partition)] = new CommittedOffset(offset, reader.NullableString());
                answer.Int32(partition).Error(error);
            }
        }

        if (error == ErrorCode.None)
            cluster.Offsets.Commit(group, offsets);
    }

    public void Fetch(Request request)
    {
        var reader = request.Reader();
        var group = reader.String();
        var topics = reader.ArrayLength();
        var wanted = new List<(string Topic, int[] Partitions)>();
        for (var t = 0; t < topics; t++)
        {
            var name = reader.String();
            var partitions = new int[reader.ArrayLength()];
            for (var p = 0; p < partitions.Length; p++)
                partitions[p] = reader.Int32();
            reader.SkipTags();
            wanted.Add((name, partitions));
        }

        var stable = request.Version >= 7 && reader.Boolean();
        if (topics < 0)
            wanted.AddRange(cluster.Offsets.PartitionsOf(group));
        Write(request, group, wanted, stable);
    }

    private void Write(Request request, string group, List<(string Topic, int[] Partitions)> wanted, bool stable)
    {
        var answer = request.Answer;
        if (request.Version >= 3)
            answer.Int32(0);
        answer.ArrayLength(wanted.Count);
        foreach (var (topic, partitions) in wanted)
        {
            answer.String(topic).ArrayLength(partitions.Length);
            foreach (var partition in partitions)
            {
                var pending = stable && cluster.Transactions.HasPendingOffset(group, topic, partition);
                var known = cluster.Offsets.TryGet(group, topic, partition, out var committed);
                answer.Int32(partition).Int64(pending || !known ? -1 : committed.Offset);
                if (request.Version >= 5)
                    answer.Int32(-1);
                answer.String(known ? committed.Metadata : "").Error(pending ? ErrorCode.UnstableOffsetCommit : ErrorCode.None).NoTags();
            }

            answer.NoTags();
        }

        if (request.Version >= 2)
            answer.Error(ErrorCode.None);
        answer.NoTags();
    }
}
