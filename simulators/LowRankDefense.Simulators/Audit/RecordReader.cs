using System.IO.Hashing;
using System.Text.Json;
using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Simulators.Audit;

/// <summary>Reads the bytes of records for the audit.</summary>
/// <param name="limits">What the audited worker accepts.</param>
public sealed class RecordReader(InteractionOptions limits)
{
    // The last millisecond of the year 9999, the end of .NET's calendar.
    private const long EndOfTime = 253_402_300_799_999;
    private readonly InteractionParser parser = new(limits, new StringPool(), new StringPool());

    /// <summary>A record of the input, read as the worker does.</summary>
    /// <param name="partition">Partition it stands in.</param>
    /// <param name="offset">Where it stands in its partition.</param>
    /// <param name="key">Record key; empty where it has none.</param>
    /// <param name="value">Record value; empty where it has none.</param>
    /// <param name="schemaVersion">Value of the schema version header; empty where the record has none.</param>
    /// <param name="sentAt">When it was sent, Unix milliseconds.</param>
    public InputRecord Input(
        int partition,
        long offset,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> value,
        ReadOnlySpan<byte> schemaVersion,
        long sentAt
    )
    {
        var whenSent = parser.Parse(key, value, schemaVersion, sentAt);
        // Nobody knows when the worker read it: what was dated too late when it was sent may have come of age since.
        var parsed = whenSent.Reason == RejectReason.FutureDated ? parser.Parse(key, value, schemaVersion, EndOfTime) : whenSent;
        return new InputRecord(partition, offset, Digest(key, value), parsed, whenSent.Reason);
    }

    /// <summary>The event that a record of an output carries; null where it carries none. Not by the worker's own parser, and without limits.</summary>
    public static Interaction? Event(ReadOnlyMemory<byte> value)
    {
        try
        {
            using var json = JsonDocument.Parse(value);
            var fields = json.RootElement;
            return new Interaction(
                fields.GetProperty("id").GetString()!,
                fields.GetProperty("user").GetString()!,
                fields.GetProperty("item").GetString()!,
                fields.GetProperty("value").GetSingle(),
                fields.GetProperty("timestamp").GetInt64()
            );
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A hash of key and value: two records with the same one have the same bytes.</summary>
    public static ulong Digest(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        XxHash3.HashToUInt64(value, unchecked((long)XxHash3.HashToUInt64(key)));
}
