using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;

namespace LowRankDefense.Core.Interactions;

/// <summary>Gives one string for equal UTF-8 bytes, without allocating and without a lock while it is known. Thread-safe.</summary>
/// <remarks>
/// Bounded: past <paramref name="capacity"/> strings it forgets all and begins anew, so that a flood of made-up ids neither fills the memory nor shuts
/// out those that come later. Open addressing with at most half of the table in use; where made-up ids crowd a place of it, new ones there are not kept.
/// </remarks>
/// <param name="capacity">The most strings kept, 1 or more.</param>
public sealed class StringPool(int capacity = 2_000_000)
{
    private const int FirstLength = 1_024;
    private const int MostProbes = 64;
    private const int StackChars = 1_024;
    private readonly Lock gate = new();
    private Entry[] table = new Entry[FirstLength];
    private int count;

    /// <summary>Strings kept.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The string of <paramref name="utf8"/> (valid UTF-8, at most 1,024 bytes).</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        var hash = XxHash3.HashToUInt64(utf8);
        return Find(Volatile.Read(ref table), hash, utf8, out _) ?? Add(hash, utf8);
    }

    private string Add(ulong hash, ReadOnlySpan<byte> utf8)
    {
        lock (gate)
        {
            if (count >= capacity)
                (table, count) = (new Entry[FirstLength], 0);
            if (2 * count >= table.Length)
                Volatile.Write(ref table, Doubled(table));
            if (Find(table, hash, utf8, out var free) is { } known)
                return known;
            var added = Encoding.UTF8.GetString(utf8);
            if (free >= 0)
            {
                Put(table, free, hash, added);
                count++;
            }

            return added;
        }
    }

    // The string, or null and the place where it is to be put; −1 where there is none near enough.
    private static string? Find(Entry[] table, ulong hash, ReadOnlySpan<byte> utf8, out int free)
    {
        for (var probe = 0; probe < MostProbes; probe++)
        {
            free = (int)(hash + (uint)probe) & (table.Length - 1);
            ref var entry = ref table[free];
            if (Volatile.Read(ref entry.Text) is not { } text)
                return null;
            if (entry.Hash == hash && IsSame(text, utf8))
                return text;
        }

        free = -1;
        return null;
    }

    private static Entry[] Doubled(Entry[] table)
    {
        var doubled = new Entry[2 * table.Length];
        foreach (ref readonly var entry in table.AsSpan())
        {
            if (entry.Text is { } text && Find(doubled, entry.Hash, Encoding.UTF8.GetBytes(text), out var free) is null && free >= 0)
                Put(doubled, free, entry.Hash, text);
        }

        return doubled;
    }

    // The text last: who sees it must see its hash.
    private static void Put(Entry[] table, int at, ulong hash, string text)
    {
        table[at].Hash = hash;
        Volatile.Write(ref table[at].Text, text);
    }

    [SkipLocalsInit]
    private static bool IsSame(string text, ReadOnlySpan<byte> utf8)
    {
        if (Ascii.Equals(utf8, text))
            return true;
        Span<char> chars = stackalloc char[StackChars];
        return text.AsSpan().SequenceEqual(chars[..Encoding.UTF8.GetChars(utf8, chars)]);
    }

    private struct Entry
    {
        public ulong Hash;
        public string? Text;
    }
}
