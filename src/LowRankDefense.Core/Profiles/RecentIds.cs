using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace LowRankDefense.Core.Profiles;

/// <summary>The 64-bit hashes of a profile's newest event ids, a ring once full. A false duplicate has odds of capacity · 2⁻⁶⁴ per event.</summary>
internal sealed class RecentIds(int capacity)
{
    private readonly List<ulong> hashes = [];
    private int next;

    public bool Contains(string id) => CollectionsMarshal.AsSpan(hashes).Contains(Hash(id));

    public void Add(string id)
    {
        if (hashes.Count < capacity)
        {
            hashes.Add(Hash(id));
            return;
        }

        hashes[next] = Hash(id);
        next = (next + 1) % capacity;
    }

    // Oldest first, so that a ring loaded again continues where it stood.
    public ulong[] ToArray() => [.. CollectionsMarshal.AsSpan(hashes)[next..], .. CollectionsMarshal.AsSpan(hashes)[..next]];

    public void Load(ReadOnlySpan<ulong> oldestFirst)
    {
        hashes.Clear();
        next = 0;
        hashes.AddRange(oldestFirst[Math.Max(0, oldestFirst.Length - capacity)..]);
    }

    private static ulong Hash(string id) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(id.AsSpan()));
}
