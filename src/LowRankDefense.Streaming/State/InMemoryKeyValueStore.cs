using LowRankDefense.Core.Profiles.Log;

namespace LowRankDefense.Streaming.State;

/// <summary>A store without files, for tests and small runs: it starts empty and is filled from its changelog.</summary>
public sealed class InMemoryKeyValueStore : IKeyValueStore
{
    private static readonly Comparer<ProfileKey> ByBytes = Comparer<ProfileKey>.Create((x, y) => x.Bytes.AsSpan().SequenceCompareTo(y.Bytes));
    private readonly Dictionary<ProfileKey, byte[]> values = [];
    private readonly Lock gate = new();
    private ProfileKey[]? sortedUsers;

    /// <inheritdoc/>
    public long Checkpoint { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<byte[]> Read(ProfileKey user)
    {
        var key = user;
        for (var number = 0; Find(key) is { } value; number++)
        {
            yield return value;
            key = user.Delta(number);
        }
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<KeyValuePair<ProfileKey, byte[]>> records, long checkpoint)
    {
        lock (gate)
        {
            foreach (var (key, value) in records)
            {
                if (key.IsSnapshot && !values.ContainsKey(key))
                    sortedUsers = null;
                values[key] = value;
            }

            Checkpoint = checkpoint;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProfileKey> UsersAfter(ProfileKey? after, int count)
    {
        lock (gate)
        {
            sortedUsers ??= [.. values.Keys.Where(k => k.IsSnapshot).Order(ByBytes)];
            var at = 0;
            if (after is { } key)
            {
                var found = Array.BinarySearch(sortedUsers, key, ByBytes);
                at = found < 0 ? ~found : found + 1;
            }

            return [.. sortedUsers.Skip(at).Take(count)];
        }
    }

    /// <inheritdoc/>
    public void Wipe()
    {
        values.Clear();
        sortedUsers = null;
        Checkpoint = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => values.Clear();

    private byte[]? Find(ProfileKey key)
    {
        lock (gate)
            return values.GetValueOrDefault(key);
    }
}
