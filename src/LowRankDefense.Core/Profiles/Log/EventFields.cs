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
        to.Text(remembered.Id);
        to.Text(remembered.Item);
        to.Single(remembered.Value);
        to.Signed(remembered.Timestamp);
    }

    /// <summary>Reads an event.</summary>
    public static ProfileEvent Read(ref RecordReader from) => new(from.Text(), from.Text(), from.Single(), from.Signed());
}
