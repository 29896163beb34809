using System.Collections.Concurrent;
using System.Text;

namespace LowRankDefense.Core.Interactions;

/// <summary>Gives one string for equal UTF-8 bytes, without allocating when it is known. Thread-safe.</summary>
/// <remarks>Bounded: past <paramref name="capacity"/> strings new ones are returned but not kept, so a flood of made-up ids cannot fill the memory.</remarks>
public sealed class StringPool(int capacity = 2_000_000)
{
    private const int StackChars = 1_024;
    private readonly ConcurrentDictionary<string, string> strings = new(StringComparer.Ordinal);
    private int count;

    /// <summary>Strings kept.</summary>
    public int Count => count;

    /// <summary>The string of <paramref name="utf8"/> (valid UTF-8, at most 1,024 bytes).</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        Span<char> chars = stackalloc char[StackChars];
        var length = Encoding.UTF8.GetChars(utf8, chars);
        ReadOnlySpan<char> text = chars[..length];
        if (strings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known))
            return known;
        var added = text.ToString();
        if (Volatile.Read(ref count) >= capacity)
            return added;
        if (strings.TryAdd(added, added))
            Interlocked.Increment(ref count);
        return added;
    }
}
