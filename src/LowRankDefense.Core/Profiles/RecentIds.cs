using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace LowRankDefense.Core.Profiles;

/// <summary>The 64-bit hashes of a profile's newest event ids, a ring once full. A false duplicate has odds of capacity · 2⁻⁶⁴ per event.</summary>
internal sealed class RecentIds(int capacity)
{
    // Below, a vectorized search of the ring is as fast as a set, and takes no memory.
    private const int IndexedFrom = 128;
    private readonly List<ulong> hashes = [];
    private HashSet<ulong>? index;
    private int next;

    /// <summary>Whether an event with this id is among the newest.</summary>
    public bool Contains(string id) => index?.Contains(Hash(id)) ?? CollectionsMarshal.AsSpan(hashes).Contains(Hash(id));

    /// <summary>Takes the id of the newest event; must not be among them yet.</summary>
    public void Add(string id)
    {
        var hash = Hash(id);
        if (hashes.Count < capacity)
        {
            hashes.Add(hash);
            if (hashes.Count == IndexedFrom)
                index = Index();
        }
        else
        {
            index?.Remove(hashes[next]);
            hashes[next] = hash;
            next = (next + 1) % capacity;
        }

        index?.Add(hash);
    }

    /// <summary>Oldest first, so that a ring loaded again continues where it stood.</summary>
    public ulong[] ToArray() => [.. CollectionsMarshal.AsSpan(hashes)[next..], .. CollectionsMarshal.AsSpan(hashes)[..next]];

    /// <summary>Takes what <see cref="ToArray"/> gave, the newest where there are more than fit.</summary>
    public void Load(ReadOnlySpan<ulong> oldestFirst)
    {
        hashes.Clear();
        next = 0;
        hashes.AddRange(oldestFirst[Math.Max(0, oldestFirst.Length - capacity)..]);
        index = hashes.Count >= IndexedFrom ? Index() : null;
    }

    private HashSet<ulong> Index() => new(hashes, SpreadHashes.Instance);

    private static ulong Hash(string id) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(id.AsSpan()));

    // XxHash3 has no secret, and the default hash code of a number only folds its halves: who writes the ids could make them all fall together.
    private sealed class SpreadHashes : IEqualityComparer<ulong>
    {
        public static readonly SpreadHashes Instance = new();

        public bool Equals(ulong x, ulong y) => x == y;

        // Seeded anew in every process.
        public int GetHashCode(ulong obj) => HashCode.Combine((uint)obj, (uint)(obj >> 32));
    }
}
