using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace LowRankDefense.Lab.Streams;

/// <summary>Follows the verdicts topic and holds them against the injected truth.</summary>
internal sealed class VerdictBoard(string bootstrap, string topic, IReadOnlySet<string> fakes)
{
    private readonly Dictionary<string, (bool Fake, int Length)> newest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lengthAtFirstConviction = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public (int Flagged, int TruePositives, int FalsePositives) Counts()
    {
        lock (gate)
        {
            var flagged = newest.Where(v => v.Value.Fake).Select(v => v.Key).ToList();
            var hits = flagged.Count(fakes.Contains);
            return (flagged.Count, hits, flagged.Count - hits);
        }
    }

    /// <summary>Median events of a fake seen before its first conviction; NaN where none was convicted.</summary>
    public double MedianEventsToDetection()
    {
        lock (gate)
        {
            var lengths = lengthAtFirstConviction.Where(l => fakes.Contains(l.Key)).Select(l => l.Value).Order().ToList();
            return lengths.Count == 0 ? double.NaN : lengths[lengths.Count / 2];
        }
    }

    public void Follow(CancellationToken stop)
    {
        using var reader = Clients.Reader(bootstrap);
        reader.Assign(Enumerable.Range(0, Clients.Partitions(bootstrap, topic)).Select(p => new TopicPartitionOffset(topic, p, Offset.Beginning)));
        while (!stop.IsCancellationRequested)
        {
            var result = reader.Consume(100);
            if (result is null or { IsPartitionEOF: true })
                continue;
            using var json = JsonDocument.Parse(result.Message.Value);
            Take(
                Encoding.UTF8.GetString(result.Message.Key),
                json.RootElement.GetProperty("verdict").GetString() == "fake",
                json.RootElement.GetProperty("profileLength").GetInt32()
            );
        }
    }

    private void Take(string user, bool fake, int length)
    {
        lock (gate)
        {
            newest[user] = (fake, length);
            if (fake)
                lengthAtFirstConviction.TryAdd(user, length);
        }
    }
}
