using System.IO.Hashing;
using System.Runtime.InteropServices;
using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Core.Profiles;

/// <summary>The 64-bit hashes of a profile's newest event ids, a ring once full. A false duplicate has odds of capacity · 2⁻⁶⁴ per event.</summary>
internal sealed class RecentIds(int capacity)
{
    // Below, a vectorized search of the ring is as fast as a set, and takes no memory.
    private const int IndexedFrom = 128;

    // A profile that is read for an event or two does not pay for a set, which takes as long to fill as a hundred searches.
    private const int IndexedAfter = 16;
    private readonly List<ulong> hashes = [];
    private HashSet<ulong>? index;
    private int next;
    private int searches;

    /// <summary>Number of hashes.</summary>
    public int Count => hashes.Count;

    /// <summary>The hash at <paramref name="age"/>, from 0, the oldest: added again in this order they make a ring that continues where this one stands.</summary>
    public ulong this[int age] => hashes[(next + age) % hashes.Count];

    /// <summary>Whether an event with this id is among the newest.</summary>
    public bool Contains(in EventId id)
    {
        if (index is null && hashes.Count >= IndexedFrom && ++searches > IndexedAfter)
            index = new HashSet<ulong>(hashes, SpreadHashes.Instance);
        return index?.Contains(Hash(id)) ?? CollectionsMarshal.AsSpan(hashes).Contains(Hash(id));
    }

    /// <summary>Takes the id of the newest event; must not be among them yet.</summary>
    public void Add(in EventId id) => Add(Hash(id));

    /// <summary>Takes the hash of an id.</summary>
    public void Add(ulong hash)
    {
        if (hashes.Count < capacity)
        {
            hashes.Add(hash);
        }
        else
        {
            index?.Remove(hashes[next]);
            hashes[next] = hash;
            next = (next + 1) % capacity;
        }

        index?.Add(hash);
    }

    /// <summary>What is kept of an id.</summary>
    public static ulong Hash(in EventId id) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(id.Characters(stackalloc char[EventId.ScratchLength])));

    // XxHash3 has no secret, and the default hash code of a number only folds its halves: who writes the ids could make them all fall together.
    private sealed class SpreadHashes : IEqualityComparer<ulong>
    {
        public static readonly SpreadHashes Instance = new();

        public bool Equals(ulong x, ulong y) => x == y;

        // Seeded anew in every process.
        public int GetHashCode(ulong obj) => HashCode.Combine((uint)obj, (uint)(obj >> 32));
    }
}
