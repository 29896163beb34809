using System.Globalization;
using System.Text.Json;
using Confluent.Kafka;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Streams;

/// <summary>Reads the sanitized stream as its consumers do, committed records only, and notes when each event can be read.</summary>
internal sealed class SanitizedFollower : IDisposable
{
    private readonly Latencies latencies;
    private readonly IConsumer<byte[], byte[]> reader;
    private readonly TopicPartition[] partitions;
    private readonly Dictionary<TopicPartition, long> read = [];
    private readonly HashSet<TopicPartition> behind;
    private readonly TaskCompletionSource caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A reader at the start of the stream.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Sanitized stream; it exists. The ids of its events end with their number in the stream, as <c>e-00000012</c>.</param>
    /// <param name="latencies">Told of every event read.</param>
    public SanitizedFollower(BrokerAddress bootstrap, string topic, Latencies latencies)
    {
        this.latencies = latencies;
        partitions = [.. Enumerable.Range(0, Clients.Partitions(bootstrap, topic)).Select(p => new TopicPartition(topic, p))];
        behind = [.. partitions];
        reader = Clients.Reader(bootstrap);
        reader.Assign(partitions.Select(p => new TopicPartitionOffset(p, Offset.Beginning)));
    }

    /// <summary>Completes when it has come to the end of every partition for the first time.</summary>
    public Task CaughtUp => caughtUp.Task;

    /// <summary>Reads until <paramref name="finished"/>, and then up to the end there is by then.</summary>
    /// <param name="finished">Says that nothing more comes.</param>
    /// <exception cref="TimeoutException">The end does not come.</exception>
    public void Run(CancellationToken finished)
    {
        while (!finished.IsCancellationRequested)
            Take(reader.Consume(100));
        var ends = partitions.ToDictionary(p => p, p => reader.QueryWatermarkOffsets(p, Clients.Patience).High.Value);
        var until = Environment.TickCount64 + (long)Clients.Patience.TotalMilliseconds;
        while (ends.Any(e => read.GetValueOrDefault(e.Key) < e.Value))
        {
            if (Environment.TickCount64 > until)
                throw new TimeoutException("The end of the sanitized stream cannot be read: a transaction stays open, or the broker is gone.");
            Take(reader.Consume(100));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private void Take(ConsumeResult<byte[], byte[]>? result)
    {
        if (result is null)
            return;
        read[result.TopicPartition] = result.Offset.Value + (result.IsPartitionEOF ? 0 : 1);
        if (result.IsPartitionEOF)
        {
            if (behind.Remove(result.TopicPartition) && behind.Count == 0)
                caughtUp.SetResult();
        }
        else if (NumberOf(result.Message.Value) is { } number)
        {
            latencies.Read(number);
        }
    }

    // Null for a retraction, which has no id.
    private static int? NumberOf(byte[] value)
    {
        var json = new Utf8JsonReader(value);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals("id"u8))
                continue;
            json.Read();
            return int.Parse(json.ValueSpan["e-".Length..], CultureInfo.InvariantCulture);
        }

        return null;
    }
}
