namespace LowRankDefense.Streaming.State;

/// <summary>Bytes by key, and how far the changelog is reflected in them.</summary>
/// <remarks>One owner; <see cref="Write"/> may be called from another thread while the owner reads, who sees an entry as it was before or as it is after.</remarks>
public interface IKeyValueStore : IDisposable
{
    /// <summary>Changelog offset up to which (exclusive) the store is complete; 0 for a new store. Written with every batch.</summary>
    long Checkpoint { get; }

    /// <summary>The value of <paramref name="key"/>, or null.</summary>
    byte[]? Get(string key);

    /// <summary>Writes all entries and the checkpoint, or none of them.</summary>
    void Write(IReadOnlyCollection<KeyValuePair<string, byte[]>> entries, long checkpoint);

    /// <summary>Up to <paramref name="count"/> entries with keys after <paramref name="after"/> in the order of their UTF-8 bytes; from the first where it is null.</summary>
    IReadOnlyList<KeyValuePair<string, byte[]>> ScanAfter(string? after, int count);

    /// <summary>Removes every entry and the checkpoint.</summary>
    void Wipe();
}
