using System.Text;

namespace LowRankDefense.Streaming.State;

/// <summary>A store without files, for tests and small runs: it starts empty and is filled from its changelog.</summary>
public sealed class InMemoryKeyValueStore : IKeyValueStore
{
    private readonly Dictionary<string, byte[]> values = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private string[]? sortedKeys;

    /// <inheritdoc/>
    public long Checkpoint { get; private set; }

    /// <inheritdoc/>
    public byte[]? Get(string key)
    {
        lock (gate)
            return values.GetValueOrDefault(key);
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<KeyValuePair<string, byte[]>> entries, long checkpoint)
    {
        lock (gate)
        {
            foreach (var (key, value) in entries)
            {
                if (!values.ContainsKey(key))
                    sortedKeys = null;
                values[key] = value;
            }

            Checkpoint = checkpoint;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, byte[]>> ScanAfter(string? after, int count)
    {
        lock (gate)
        {
            sortedKeys ??= [.. values.Keys.Order(Utf8Order.Instance)];
            var at = 0;
            if (after is not null)
            {
                var found = Array.BinarySearch(sortedKeys, after, Utf8Order.Instance);
                at = found < 0 ? ~found : found + 1;
            }

            return [.. sortedKeys.Skip(at).Take(count).Select(key => KeyValuePair.Create(key, values[key]))];
        }
    }

    /// <inheritdoc/>
    public void Wipe()
    {
        values.Clear();
        sortedKeys = null;
        Checkpoint = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => values.Clear();

    private sealed class Utf8Order : IComparer<string>
    {
        public static readonly Utf8Order Instance = new();

        public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
