using System.Text;
using System.Text.Json;
using LowRankDefense.Lab.Brokers;

namespace LowRankDefense.Lab.Streams;

/// <summary>Holds the verdicts of a stream against the injected truth. Thread-safe.</summary>
/// <param name="fakes">Ids of the users who are fake.</param>
internal sealed class VerdictBoard(IReadOnlySet<string> fakes)
{
    private readonly Dictionary<string, bool> newest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lengthAtFirstFlag = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>The verdicts of a topic, from its start to its present end.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Verdicts topic; it exists.</param>
    /// <param name="fakes">Ids of the users who are fake.</param>
    public static VerdictBoard Read(BrokerAddress bootstrap, string topic, IReadOnlySet<string> fakes)
    {
        var board = new VerdictBoard(fakes);
        TopicDump.Read(
            bootstrap,
            topic,
            r =>
            {
                if (r.Message.Value is { } verdict)
                    board.Take(r.Message.Key, verdict);
            }
        );
        return board;
    }

    /// <summary>Users whose newest verdict is fake, and how many of them are and are not.</summary>
    public (int Flagged, int TruePositives, int FalsePositives) Counts()
    {
        lock (gate)
        {
            var flagged = newest.Where(v => v.Value).Select(v => v.Key).ToList();
            var hits = flagged.Count(fakes.Contains);
            return (flagged.Count, hits, flagged.Count - hits);
        }
    }

    /// <summary>Users whose newest verdict is fake.</summary>
    public IReadOnlySet<string> Flagged()
    {
        lock (gate)
            return newest.Where(v => v.Value).Select(v => v.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Genuine users with a verdict of fake at any time, whatever came after it.</summary>
    public int EverFalsePositives()
    {
        lock (gate)
            return lengthAtFirstFlag.Keys.Count(user => !fakes.Contains(user));
    }

    /// <summary>Median (of an even number the upper) of the events of a fake up to its first verdict of fake; null where none had one.</summary>
    public int? MedianEventsToDetection()
    {
        lock (gate)
        {
            var lengths = lengthAtFirstFlag.Where(l => fakes.Contains(l.Key)).Select(l => l.Value).Order().ToList();
            return lengths.Count == 0 ? null : lengths[lengths.Count / 2];
        }
    }

    /// <summary>Takes one record of the verdicts topic.</summary>
    /// <param name="key">User id, UTF-8.</param>
    /// <param name="value">A verdict, JSON.</param>
    public void Take(byte[] key, byte[] value)
    {
        using var json = JsonDocument.Parse(value);
        var user = Encoding.UTF8.GetString(key);
        var fake = json.RootElement.GetProperty("verdict").GetString() == "fake";
        var length = json.RootElement.GetProperty("profileLength").GetInt32();
        lock (gate)
        {
            newest[user] = fake;
            if (fake)
                lengthAtFirstFlag.TryAdd(user, length);
        }
    }
}
