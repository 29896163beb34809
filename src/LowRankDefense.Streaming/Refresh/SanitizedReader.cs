using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Reads the sanitized stream from its start, all partitions, committed records only.</summary>
internal sealed class SanitizedReader : IDisposable
{
    // What was accepted once is not judged again, neither by limits that have changed since nor by the clock.
    private static readonly InteractionOptions Widest = new()
    {
        MaximumBytes = int.MaxValue,
        MaximumIdBytes = 1_024,
        MinimumValue = float.MinValue,
        MaximumValue = float.MaxValue,
    };
    private readonly IConsumer<byte[], byte[]> consumer;
    private readonly InteractionParser parser;
    private readonly HashSet<int> behind;

    /// <summary>A reader of all partitions, at their start.</summary>
    /// <param name="clients">Makes its consumer.</param>
    /// <param name="topics">Names the sanitized stream.</param>
    /// <param name="partitions">Partitions of the stream.</param>
    public SanitizedReader(KafkaClients clients, TopicOptions topics, int partitions)
    {
        consumer = clients.Reader(AutoOffsetReset.Earliest);
        parser = new InteractionParser(Widest, new StringPool(), new StringPool());
        behind = [.. Enumerable.Range(0, partitions)];
        consumer.Assign(Enumerable.Range(0, partitions).Select(p => new TopicPartitionOffset(topics.Sanitized, p, Offset.Beginning)));
    }

    /// <summary>Whether everything was read that was on the stream at some moment since this reader began.</summary>
    public bool HasReadToTheEnd => behind.Count == 0;

    /// <summary>Takes what has arrived into <paramref name="matrix"/>, for at most <paramref name="patience"/>.</summary>
    public void ReadInto(SanitizedMatrix matrix, TimeSpan patience, CancellationToken stop)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (!stop.IsCancellationRequested && until - Environment.TickCount64 is > 0 and var left)
        {
            var result = consumer.Consume((int)left);
            if (result is { IsPartitionEOF: true })
                behind.Remove(result.Partition.Value);
            else if (result is not null)
                Take(result.Message, matrix);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => consumer.Dispose();

    private void Take(Message<byte[], byte[]> record, SanitizedMatrix matrix)
    {
        if (record.Headers is { Count: > 0 } headers && headers.TryGetLastBytes(RecordHeaders.Type, out _))
        {
            matrix.Retract(System.Text.Encoding.UTF8.GetString(record.Key));
            return;
        }

        var parsed = parser.Parse(record.Key, record.Value, default, long.MaxValue / 2);
        if (parsed.Accepted)
            matrix.Add(parsed.Interaction);
    }
}
