using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace LowRankDefense.Core.Interactions;

/// <summary>Id of an event, as text: 24 bytes in place, without an object of its own where it is short or a GUID.</summary>
/// <remarks>
/// Profiles remember hundreds of ids a user, and every event brings a new one. Up to 15 bytes of UTF-8, and GUIDs in their usual form (lower-case
/// hexadecimal, 8-4-4-4-12), are kept in 16 bytes; any other id is a string, which allocates. Equal ids have equal parts: there is one form for each.
/// </remarks>
[SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named way.")]
public readonly struct EventId : IEquatable<EventId>
{
    /// <summary>The longest text that is kept in place, in UTF-8 bytes; GUIDs apart.</summary>
    public const int MaximumInlineBytes = 15;

    /// <summary>The longest text that <see cref="Characters"/> needs scratch for, in UTF-16 units: that of a GUID.</summary>
    public const int ScratchLength = 36;

    // The text of a GUID is empty, so that it is neither null, as in short ids, nor any id's own.
    private const string GuidMark = "";

    // A GUID, or the bytes of a short id with their number behind them: 16 bytes that compare as one.
    private readonly Guid packed;
    private readonly string? text;

    /// <summary>The id whose text is <paramref name="id"/>; allocates nothing.</summary>
    public EventId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Span<byte> utf8 = stackalloc byte[ScratchLength];
        // What is too long, or no text that UTF-8 could carry (half a surrogate pair), stays a string.
        var fits = Utf8.FromUtf16(id, utf8, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done;
        if (!fits || !TryPack(utf8[..length], out packed, out text))
            text = id;
    }

    /// <summary>The id whose text is <paramref name="utf8"/>, valid UTF-8; allocates a string where it is neither short nor a GUID.</summary>
    public EventId(ReadOnlySpan<byte> utf8)
    {
        if (!TryPack(utf8, out packed, out text))
            text = Encoding.UTF8.GetString(utf8);
    }

    /// <summary>Whether the text is empty, as that of the default is.</summary>
    public bool IsEmpty => text is null && InlineLength == 0;

    private int InlineLength => Bytes[MaximumInlineBytes];

    [UnscopedRef]
    private ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in packed));

    /// <summary>The id whose text is <paramref name="id"/>.</summary>
    public static implicit operator EventId(string id) => new(id);

    /// <summary>Whether two ids are the same text.</summary>
    public static bool operator ==(EventId left, EventId right) => left.Equals(right);

    /// <summary>Whether two ids are different texts.</summary>
    public static bool operator !=(EventId left, EventId right) => !left.Equals(right);

    /// <summary>The text; without allocating.</summary>
    /// <param name="scratch">Room for what is not kept as text, at least <see cref="ScratchLength"/> long.</param>
    /// <returns>The beginning of <paramref name="scratch"/>, or the string that is kept.</returns>
    [SuppressMessage("Style", "IDE0046", Justification = "Three forms, one after the other.")]
    public ReadOnlySpan<char> Characters(Span<char> scratch)
    {
        if (text is null)
            return scratch[..Encoding.UTF8.GetChars(Bytes[..InlineLength], scratch)];
        if (text.Length > 0)
            return text;
        packed.TryFormat(scratch, out var written);
        return scratch[..written];
    }

    /// <summary>Writes the text as UTF-8; without allocating.</summary>
    /// <returns>The number of bytes; 0 where <paramref name="utf8"/> has no room for them. What UTF-8 cannot carry becomes U+FFFD.</returns>
    public int CopyTo(Span<byte> utf8)
    {
        if (text is null)
            return Bytes[..InlineLength].TryCopyTo(utf8) ? InlineLength : 0;
        if (text.Length > 0)
            return Encoding.UTF8.TryGetBytes(text, utf8, out var length) ? length : 0;
        packed.TryFormat(utf8, out var written);
        return written;
    }

    /// <inheritdoc/>
    public bool Equals(EventId other) => packed == other.packed && string.Equals(text, other.text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EventId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(packed, text);

    /// <summary>The text.</summary>
    public override string ToString() => text is { Length: > 0 } ? text : new string(Characters(stackalloc char[ScratchLength]));

    private static bool TryPack(ReadOnlySpan<byte> utf8, out Guid packed, out string? text)
    {
        (packed, text) = (Guid.Empty, null);
        if (utf8.Length > MaximumInlineBytes)
        {
            text = GuidMark;
            return utf8.Length == ScratchLength && TryPackGuid(utf8, out packed);
        }

        var bytes = MemoryMarshal.AsBytes(new Span<Guid>(ref packed));
        utf8.CopyTo(bytes);
        bytes[MaximumInlineBytes] = (byte)utf8.Length;
        return true;
    }

    // Only where it would be written as it is: no capitals, no braces.
    private static bool TryPackGuid(ReadOnlySpan<byte> utf8, out Guid guid)
    {
        Span<byte> canonical = stackalloc byte[ScratchLength];
        if (Utf8Parser.TryParse(utf8, out guid, out _, 'D') && guid.TryFormat(canonical, out _) && utf8.SequenceEqual(canonical))
            return true;
        guid = Guid.Empty;
        return false;
    }
}
