using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>InitProducerId, AddPartitionsToTxn, AddOffsetsToTxn, EndTxn, TxnOffsetCommit.</summary>
internal sealed class TransactionHandlers(Cluster cluster)
{
    /// <summary>InitProducerId: a producer id and an epoch.</summary>
    public void Initialise(Request request)
    {
        var reader = request.Reader();
        var (id, timeout) = (reader.NullableString(), TimeSpan.FromMilliseconds(reader.Int32()));
        var (producer, epoch) = request.Injected == ErrorCode.None ? cluster.Transactions.Initialise(id, timeout) : (-1, (short)-1);
        request.Answer.Int32(0).Error(request.Injected).Int64(producer).Int16(epoch);
    }

    /// <summary>AddPartitionsToTxn: partitions the transaction will write to.</summary>
    public void AddPartitions(Request request)
    {
        var reader = request.Reader();
        var (id, producer, epoch) = (reader.String(), reader.Int64(), reader.Int16());
        var topics = new (string Name, int[] Partitions)[reader.ArrayLength()];
        for (var t = 0; t < topics.Length; t++)
        {
            var name = reader.String();
            topics[t] = (name, new int[reader.ArrayLength()]);
            for (var p = 0; p < topics[t].Partitions.Length; p++)
                topics[t].Partitions[p] = reader.Int32();
        }

        var all = topics.SelectMany(t => t.Partitions.Select(p => (t.Name, p)));
        var error = request.Outcome(() => cluster.Transactions.AddPartitions(id, producer, epoch, all));
        var answer = request.Answer.Int32(0).Int32(topics.Length);
        foreach (var (name, partitions) in topics)
        {
            answer.String(name).Int32(partitions.Length);
            foreach (var partition in partitions)
                answer.Int32(partition).Error(error);
        }
    }

    /// <summary>AddOffsetsToTxn: the transaction will commit offsets of a group.</summary>
    public void AddOffsets(Request request)
    {
        var reader = request.Reader();
        var (id, producer, epoch) = (reader.String(), reader.Int64(), reader.Int16());
        request.Answer.Int32(0).Error(request.Outcome(() => cluster.Transactions.AddOffsets(id, producer, epoch)));
    }

    /// <summary>EndTxn: commits or aborts.</summary>
    public void End(Request request)
    {
        var reader = request.Reader();
        var (id, producer, epoch, commit) = (reader.String(), reader.Int64(), reader.Int16(), reader.Boolean());
        request.Answer.Int32(0).Error(request.Outcome(() => cluster.Transactions.End(id, producer, epoch, commit)));
    }

    /// <summary>TxnOffsetCommit: offsets that count once the transaction commits.</summary>
    public void CommitOffsets(Request request)
    {
        var reader = request.Reader();
        var (id, group, producer, epoch) = (reader.String(), reader.String(), reader.Int64(), reader.Int16());
        var (generation, member, instance) = request.Version >= 3 ? (reader.Int32(), reader.String(), reader.NullableString()) : (-1, "", null);
        var topics = new (string Name, (int Partition, CommittedOffset Offset)[] Partitions)[reader.ArrayLength()];
        for (var t = 0; t < topics.Length; t++)
        {
            var name = reader.String();
            topics[t] = (name, new (int, CommittedOffset)[reader.ArrayLength()]);
            for (var p = 0; p < topics[t].Partitions.Length; p++)
                topics[t].Partitions[p] = ReadOffset(ref reader, request.Version);
            reader.SkipTags();
        }

        var error = request.Outcome(() => cluster.Groups.CheckCommit(group, generation, member, instance, inTransaction: true));
        if (error == ErrorCode.None)
        {
            var offsets = topics.SelectMany(t => t.Partitions.Select(p => KeyValuePair.Create((t.Name, p.Partition), p.Offset)));
            error = cluster.Transactions.CommitOffsets(id, producer, epoch, group, offsets);
        }

        Write(request.Answer, topics, error);
    }

    private static (int Partition, CommittedOffset Offset) ReadOffset(ref ProtocolReader reader, short version)
    {
        var (partition, offset) = (reader.Int32(), reader.Int64());
        if (version >= 2)
            reader.Int32();
        var metadata = reader.NullableString();
        reader.SkipTags();
        return (partition, new CommittedOffset(offset, metadata));
    }

    private static void Write(ProtocolWriter answer, (string Name, (int Partition, CommittedOffset Offset)[] Partitions)[] topics, ErrorCode error)
    {
        answer.Int32(0).ArrayLength(topics.Length);
        foreach (var (name, partitions) in topics)
        {
            answer.String(name).ArrayLength(partitions.Length);
            foreach (var (partition, _) in partitions)
                answer.Int32(partition).Error(error).NoTags();
            answer.NoTags();
        }

        answer.NoTags();
    }
}
