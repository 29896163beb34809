using System.Buffers.Binary;
using LowRankDefense.Core.Profiles.Log;
using RocksDbSharp;

namespace LowRankDefense.Streaming.State;

/// <summary>A store in RocksDB: write-ahead log on, fsync off, so that a killed process loses nothing and a crashed machine replays its changelog.</summary>
public sealed class RocksDbKeyValueStore : IKeyValueStore
{
    // Records carry a prefix byte so that no user id can collide with the checkpoint.
    private const byte RecordPrefix = 1;
    private const int StackBytes = 512;
    private static readonly byte[] CheckpointKey = [0];
    private readonly string directory;
    private RocksDb database;

    /// <summary>Opens or creates the store in <paramref name="directory"/>.</summary>
    /// <exception cref="IOException">Another process has the directory open, or it is damaged; the message names it.</exception>
    public RocksDbKeyValueStore(string directory)
    {
        this.directory = directory;
        database = Open(directory);
        var stored = database.Get(CheckpointKey);
        Checkpoint = stored is null ? 0 : BinaryPrimitives.ReadInt64LittleEndian(stored);
    }

    /// <inheritdoc/>
    public long Checkpoint { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<byte[]> Read(ProfileKey user)
    {
        // One by one, since a filter tells at once that there is no such user, or no delta: walking looks into every file.
        if (Get(user) is not { } snapshot)
            yield break;
        yield return snapshot;
        if (Get(user.Delta(0)) is null)
            yield break;
        // The deltas stand together, behind all users whose ids go on from this one.
        var first = user.Delta(0).Bytes;
        using var deltas = database.NewIterator();
        Seek(deltas, first);
        for (; IsDeltaOf(first, deltas); deltas.Next())
            yield return deltas.Value();
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<KeyValuePair<ProfileKey, byte[]>> records, long checkpoint)
    {
        using var batch = new WriteBatch();
        Span<byte> scratch = stackalloc byte[StackBytes];
        foreach (var (key, value) in records)
            batch.Put(Prefixed(key.Bytes, scratch), value);
        var encoded = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(encoded, checkpoint);
        batch.Put(CheckpointKey, encoded);
        database.Write(batch);
        Checkpoint = checkpoint;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProfileKey> UsersAfter(ProfileKey? after, int count)
    {
        var found = new List<ProfileKey>(Math.Min(count, 1024));
        using var records = database.NewIterator();
        // The smallest key above another is that and a zero byte.
        Seek(records, after is { } key ? [.. key.Bytes, 0] : []);
        while (records.Valid() && found.Count < count)
        {
            var next = new ProfileKey(records.GetKeySpan()[1..].ToArray());
            if (next.IsSnapshot)
            {
                found.Add(next);
                records.Next();
            }
            else
            {
                // There may be hundreds: on to behind the last there can be.
                Seek(records, [.. next.Bytes[..^2], 0xFF, 0xFF, 0]);
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Wipe()
    {
        database.Dispose();
        Directory.Delete(directory, recursive: true);
        database = Open(directory);
        Checkpoint = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    private static RocksDb Open(string directory)
    {
        Directory.CreateDirectory(directory);
        var options = new DbOptions()
            .SetCreateIfMissing(true)
            .SetWriteBufferSize(16UL << 20)
            .SetMaxBackgroundCompactions(1)
            .SetCompression(Compression.Lz4)
            // Ten bits a key: one of a hundred reads of a key that is not there looks into a file in vain.
            .SetBlockBasedTableFactory(
                new BlockBasedTableOptions().SetFilterPolicy(BloomFilterPolicy.Create(10, false)).SetBlockCache(Cache.CreateLru(32UL << 20))
            );
        try
        {
            return RocksDb.Open(options, directory);
        }
        catch (RocksDbException e)
        {
            throw new IOException(
                $"The profile store in '{directory}' cannot be opened: stop the other worker that uses State:Directory, or remove the folder so that it is rebuilt from its changelog.",
                e
            );
        }
    }

    private byte[]? Get(ProfileKey key) => database.Get(Prefixed(key.Bytes, stackalloc byte[StackBytes]));

    private static void Seek(Iterator records, byte[] key) => records.Seek(Prefixed(key, stackalloc byte[StackBytes]));

    private static bool IsDeltaOf(byte[] first, Iterator records)
    {
        if (!records.Valid())
            return false;
        var key = records.GetKeySpan()[1..];
        return key.Length == first.Length && key.StartsWith(first.AsSpan(..^2));
    }

    private static ReadOnlySpan<byte> Prefixed(byte[] key, Span<byte> scratch)
    {
        var prefixed = key.Length < scratch.Length ? scratch[..(key.Length + 1)] : new byte[key.Length + 1];
        prefixed[0] = RecordPrefix;
        key.CopyTo(prefixed[1..]);
        return prefixed;
    }
}
