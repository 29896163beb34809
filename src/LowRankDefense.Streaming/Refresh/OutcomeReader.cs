using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Patrols;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Reads what the guard has let through and what it has kept back, from the start, all partitions, committed records only.</summary>
internal sealed class OutcomeReader : IDisposable
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
    private readonly string sanitized;
    private readonly HashSet<TopicPartition> behind;

    /// <summary>A reader of all partitions, at their start.</summary>
    /// <param name="clients">Makes its consumer.</param>
    /// <param name="topics">Names the two streams.</param>
    /// <param name="partitions">Partitions of each.</param>
    public OutcomeReader(KafkaClients clients, TopicOptions topics, int partitions)
    {
        consumer = clients.Reader(AutoOffsetReset.Earliest);
        parser = new InteractionParser(Widest, new StringPool(), new StringPool());
        sanitized = topics.Sanitized;
        behind =
        [
            .. new[] { topics.Sanitized, topics.Quarantined }.SelectMany(t => Enumerable.Range(0, partitions), (t, p) => new TopicPartition(t, p)),
        ];
        consumer.Assign(behind.Select(p => new TopicPartitionOffset(p, Offset.Beginning)));
    }

    /// <summary>Whether everything was read that was on the streams at some moment since this reader began.</summary>
    public bool HasReadToTheEnd => behind.Count == 0;

    /// <summary>Takes what has arrived, for at most <paramref name="patience"/>.</summary>
    /// <param name="matrix">Takes what was let through, and what of it was taken back.</param>
    /// <param name="arrivals">Takes every interaction, whatever became of it; null where nobody patrols.</param>
    /// <param name="patience">How long.</param>
    /// <param name="stop">Stops at once.</param>
    public void ReadInto(SanitizedMatrix matrix, ArrivalLog? arrivals, TimeSpan patience, CancellationToken stop)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (!stop.IsCancellationRequested && until - Environment.TickCount64 is > 0 and var left)
        {
            var result = consumer.Consume((int)left);
            if (result is { IsPartitionEOF: true })
                behind.Remove(result.TopicPartition);
            else if (result is not null)
                Take(result, matrix, arrivals);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => consumer.Dispose();

    private void Take(ConsumeResult<byte[], byte[]> result, SanitizedMatrix matrix, ArrivalLog? arrivals)
    {
        var record = result.Message;
        if (record.Headers is { Count: > 0 } headers && headers.TryGetLastBytes(RecordHeaders.Type, out _))
        {
            matrix.Retract(System.Text.Encoding.UTF8.GetString(record.Key));
            return;
        }

        var parsed = parser.Parse(record.Key, record.Value, default, long.MaxValue / 2);
        if (!parsed.Accepted)
            return;
        arrivals?.Add(parsed.Interaction.User, parsed.Interaction.Item, record.Timestamp.UnixTimestampMs);
        if (result.Topic == sanitized)
            matrix.Add(parsed.Interaction);
    }
}
