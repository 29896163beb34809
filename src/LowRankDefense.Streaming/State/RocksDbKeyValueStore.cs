using System.Buffers.Binary;
using System.Text;
using RocksDbSharp;

namespace LowRankDefense.Streaming.State;

/// <summary>A store in RocksDB: write-ahead log on, fsync off, so that a killed process loses nothing and a crashed machine replays its changelog.</summary>
public sealed class RocksDbKeyValueStore : IKeyValueStore
{
    // Entries carry a prefix byte so that no user id can collide with the checkpoint.
    private const byte EntryPrefix = 1;
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
    public byte[]? Get(string key) => database.Get(KeyOf(key));

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<KeyValuePair<string, byte[]>> entries, long checkpoint)
    {
        using var batch = new WriteBatch();
        foreach (var (key, value) in entries)
            batch.Put(KeyOf(key), value);
        var encoded = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(encoded, checkpoint);
        batch.Put(CheckpointKey, encoded);
        database.Write(batch);
        Checkpoint = checkpoint;
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, byte[]>> ScanAfter(string? after, int count)
    {
        var found = new List<KeyValuePair<string, byte[]>>(Math.Min(count, 1024));
        using var entries = database.NewIterator();
        // The smallest key above "after" is "after" followed by a zero byte.
        entries.Seek(after is null ? [EntryPrefix] : [.. KeyOf(after), 0]);
        for (; entries.Valid() && found.Count < count; entries.Next())
            found.Add(KeyValuePair.Create(Encoding.UTF8.GetString(entries.Key().AsSpan(1)), entries.Value()));
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
            .SetCompression(Compression.Lz4);
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

    private static byte[] KeyOf(string key)
    {
        var bytes = new byte[1 + Encoding.UTF8.GetByteCount(key)];
        bytes[0] = EntryPrefix;
        Encoding.UTF8.GetBytes(key, bytes.AsSpan(1));
        return bytes;
    }
}
