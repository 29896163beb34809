using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>OffsetCommit, OffsetFetch.</summary>
internal sealed class OffsetHandlers(Cluster cluster)
{
    /// <summary>OffsetCommit: all partitions of the request, or none.</summary>
    public void Commit(Request request)
    {
        var reader = request.Reader();
        var (group, generation, member) = (reader.String(), reader.Int32(), reader.String());
        var instance = request.Version >= 7 ? reader.NullableString() : null;
        if (request.Version < 5)
            reader.Int64();
        var error = request.Outcome(() => cluster.Groups.CheckCommit(group, generation, member, instance, inTransaction: false));
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

    /// <summary>OffsetFetch: what a group has committed, of all its partitions where the client names none.</summary>
    /// <remarks>A client that requires stable offsets is told to ask again while a transaction is about to change one (KIP-447).</remarks>
    public void Fetch(Request request)
    {
        var reader = request.Reader();
        var group = reader.String();
        var topics = reader.NullableArrayLength();
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
                var error = request.Outcome(() => pending ? ErrorCode.UnstableOffsetCommit : ErrorCode.None);
                answer.String(known ? committed.Metadata : "").Error(error).NoTags();
            }

            answer.NoTags();
        }

        if (request.Version >= 2)
            answer.Error(request.Injected);
        answer.NoTags();
    }
}
