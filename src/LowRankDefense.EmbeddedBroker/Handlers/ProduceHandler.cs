using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>Produce: appends batches, checking epochs and transactions first.</summary>
internal sealed class ProduceHandler(Cluster cluster)
{
    /// <summary>Appends what it can, partition by partition.</summary>
    /// <returns>False where the client wants no answer (acks=0).</returns>
    public bool Handle(Request request)
    {
        var reader = request.Reader();
        var transactionalId = reader.NullableString();
        var acknowledgements = reader.Int16();
        reader.Int32();
        var topics = reader.ArrayLength();
        var answer = request.Answer.Int32(topics);
        for (var t = 0; t < topics; t++)
        {
            var name = reader.String();
            var partitions = reader.ArrayLength();
            answer.String(name).Int32(partitions);
            for (var p = 0; p < partitions; p++)
            {
                var partition = reader.Int32();
                var batches = reader.Bytes();
                var (error, offset, start) =
                    request.Injected == ErrorCode.None ? Append(name, partition, batches, transactionalId) : (request.Injected, -1, -1);
                answer.Int32(partition).Error(error).Int64(offset).Int64(-1);
                if (request.Version >= 5)
                    answer.Int64(start);
            }

            cluster.Topics.Find(name)?.SignalWrite();
        }

        answer.Int32(0);
        return acknowledgements != 0;
    }

    private (ErrorCode Error, long Offset, long Start) Append(string name, int partition, ReadOnlySpan<byte> batches, string? transactionalId)
    {
        if (cluster.Topics.Find(name, partition) is not { } log)
            return (ErrorCode.UnknownTopicOrPartition, -1, -1);
        var offset = -1L;
        while (!batches.IsEmpty)
        {
            var length = RecordBatch.Length(batches);
            if (length <= 0 || length > batches.Length || !RecordBatch.IsValid(batches))
                return (ErrorCode.InvalidRecord, offset, -1);
            var batch = batches[..length].ToArray();
            batches = batches[length..];
            var error = AppendOne(name, partition, log, batch, transactionalId, out var at);
            if (error != ErrorCode.None)
                return (error, offset, -1);
            offset = offset < 0 ? at : offset;
        }

        return (ErrorCode.None, offset, log.StartOffset);
    }

    private ErrorCode AppendOne(string name, int partition, PartitionLog log, byte[] batch, string? transactionalId, out long offset)
    {
        offset = -1;
        var producer = RecordBatch.ProducerId(batch);
        if (producer >= 0 && cluster.Transactions.IsFenced(producer, RecordBatch.ProducerEpoch(batch)))
            return ErrorCode.InvalidProducerEpoch;
        if (producer >= 0 && RecordBatch.IsTransactional(batch) && !cluster.Transactions.Covers(transactionalId, name, partition))
            return ErrorCode.InvalidTransactionState;
        lock (log.Gate)
            return log.Append(batch, out offset);
    }
}
