using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Profiles.Log;

/// <summary>An event within a record: id, item, value, timestamp.</summary>
internal static class EventFields
{
    /// <summary>No event takes fewer bytes.</summary>
    public const int FewestBytes = 1 + 1 + sizeof(float) + 1;

    /// <summary>Writes <paramref name="remembered"/>.</summary>
    public static void Write(RecordWriter to, in ProfileEvent remembered)
    {
        Write(to, remembered.Id);
        to.Text(remembered.Item);
        to.Single(remembered.Value);
        to.Signed(remembered.Timestamp);
    }

    /// <summary>Reads an event.</summary>
    public static ProfileEvent Read(ref RecordReader from) => new(new EventId(from.Utf8()), from.Text(), from.Single(), from.Signed());

    // As any text is written, but without making a string of it.
    private static void Write(RecordWriter to, in EventId id)
    {
        Span<byte> utf8 = stackalloc byte[EventId.ScratchLength];
        if (id.CopyTo(utf8) is var bytes and > 0)
            to.Utf8(utf8[..bytes]);
        else
            to.Text(id.ToString());
    }
}
