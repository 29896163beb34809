using System.Text.Json;
using System.Text.Unicode;

namespace LowRankDefense.Core.Interactions;

/// <summary>Reads events of schema version 1: <c>{"id","user","item","value","timestamp"}</c>, UTF-8 JSON, unknown fields ignored.</summary>
/// <remarks>
/// Never throws on any input. Allocates nothing for a good event whose user and item are pooled and whose id is short or a GUID (<see cref="EventId"/>).
/// Not thread-safe; the pools may be shared.
/// </remarks>
/// <param name="options">Limits.</param>
/// <param name="users">Pool of user ids.</param>
/// <param name="items">Pool of item ids.</param>
public sealed class InteractionParser(InteractionOptions options, StringPool users, StringPool items)
{
    private const int AllFields = 0b11111;
    private const string NoUnicode = "A string or a field name is not valid Unicode.";
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 8 };

    // Ids that came escaped: a byte takes at most six to write.
    private readonly byte[] unescaped = new byte[6 * options.MaximumIdBytes];

    /// <summary>Parses one record.</summary>
    /// <param name="key">Record key; must be the user id.</param>
    /// <param name="value">Record value.</param>
    /// <param name="schemaVersion">Value of the schema version header; empty where the record has none.</param>
    /// <param name="now">The present, Unix milliseconds.</param>
    public ParseResult Parse(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> schemaVersion, long now)
    {
        if (value.Length > options.MaximumBytes)
            return ParseResult.Reject(RejectReason.Oversized, $"{value.Length} bytes; at most {options.MaximumBytes} are accepted.");
        if (!schemaVersion.IsEmpty && !schemaVersion.SequenceEqual("1"u8))
            return ParseResult.Reject(RejectReason.UnknownVersion, "The schema version is not 1.");
        try
        {
            var reader = new Utf8JsonReader(value, Strict);
            var fields = default(Fields);
            var rejection = Read(ref reader, key, ref fields);
            if (rejection.Reason == RejectReason.None)
                rejection = Check(ref fields, now);
            return rejection.Reason == RejectReason.None
                ? new ParseResult(RejectReason.None, new Interaction(fields.Id, fields.User!, fields.Item!, fields.Value, fields.Timestamp), "")
                : ParseResult.Reject(rejection.Reason, rejection.Detail);
        }
        catch (JsonException e)
        {
            return ParseResult.Reject(RejectReason.Malformed, $"Not JSON at byte {e.BytePositionInLine ?? 0} of line {e.LineNumber ?? 0}.");
        }
        catch (InvalidOperationException)
        {
            // The reader's word for half a surrogate pair, and for some bytes that are no UTF-8.
            return ParseResult.Reject(RejectReason.Malformed, NoUnicode);
        }
    }

    private Rejection Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> key, ref Fields fields)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return new Rejection(RejectReason.Malformed, "The value is not a JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var rejection = ReadField(ref reader, key, ref fields);
            if (rejection.Reason != RejectReason.None)
                return rejection;
        }

        reader.Read(); // Whatever follows the object makes the reader throw.
        return fields.Present == AllFields
            ? default
            : new Rejection(RejectReason.MissingField, $"The field \"{Fields.FirstMissing(fields.Present)}\" is missing.");
    }

    private Rejection ReadField(ref Utf8JsonReader reader, ReadOnlySpan<byte> key, ref Fields fields)
    {
        if (reader.ValueTextEquals("id"u8))
            return ReadEventId(ref reader, ref fields);
        if (reader.ValueTextEquals("user"u8))
            return ReadUser(ref reader, key, ref fields);
        if (reader.ValueTextEquals("item"u8))
            return ReadItem(ref reader, ref fields);
        if (reader.ValueTextEquals("value"u8))
            return ReadValue(ref reader, ref fields);
        if (reader.ValueTextEquals("timestamp"u8))
            return ReadTimestamp(ref reader, ref fields);
        reader.Skip();
        return default;
    }

    private Rejection ReadEventId(ref Utf8JsonReader reader, ref Fields fields)
    {
        var rejection = ReadText(ref reader, "id", out var id);
        if (rejection.Reason != RejectReason.None)
            return rejection;
        fields.Id = new EventId(id);
        fields.Present |= 1;
        return default;
    }

    private Rejection ReadUser(ref Utf8JsonReader reader, ReadOnlySpan<byte> key, ref Fields fields)
    {
        var rejection = ReadText(ref reader, "user", out var user);
        if (rejection.Reason != RejectReason.None)
            return rejection;
        fields.User = users.Get(user);
        fields.IsKey = key.SequenceEqual(user);
        fields.Present |= 2;
        return default;
    }

    private Rejection ReadItem(ref Utf8JsonReader reader, ref Fields fields)
    {
        var rejection = ReadText(ref reader, "item", out var item);
        if (rejection.Reason != RejectReason.None)
            return rejection;
        fields.Item = items.Get(item);
        fields.Present |= 4;
        return default;
    }

    private static Rejection ReadValue(ref Utf8JsonReader reader, ref Fields fields)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
            return new Rejection(RejectReason.WrongType, "\"value\" is not a number.");
        fields.Present |= 8;
        return reader.TryGetSingle(out fields.Value) ? default : new Rejection(RejectReason.OutOfRange, "\"value\" does not fit a number.");
    }

    private static Rejection ReadTimestamp(ref Utf8JsonReader reader, ref Fields fields)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
            return new Rejection(RejectReason.WrongType, "\"timestamp\" is not a number.");
        fields.Present |= 16;
        return reader.TryGetInt64(out fields.Timestamp)
            ? default
            : new Rejection(RejectReason.OutOfRange, "\"timestamp\" is not a whole number of milliseconds.");
    }

    // The UTF-8 of an id: that of the record, or in the scratch.
    private Rejection ReadText(ref Utf8JsonReader reader, string name, out ReadOnlySpan<byte> text)
    {
        reader.Read();
        text = default;
        if (reader.TokenType != JsonTokenType.String)
            return new Rejection(RejectReason.WrongType, $"\"{name}\" is not a string.");
        text = reader.ValueSpan;
        // What a producer escapes is its own affair: "\u00e9" is as long as "é".
        if (reader.ValueIsEscaped && text.Length <= unescaped.Length)
            text = unescaped.AsSpan(0, reader.CopyString(unescaped));
        if (text.IsEmpty || text.Length > options.MaximumIdBytes)
            return new Rejection(RejectReason.OutOfRange, $"\"{name}\" has {text.Length} bytes; 1 to {options.MaximumIdBytes} are accepted.");
        return Utf8.IsValid(text) ? default : new Rejection(RejectReason.Malformed, NoUnicode);
    }

    private Rejection Check(ref Fields fields, long now)
    {
        if (!float.IsFinite(fields.Value) || fields.Value < options.MinimumValue || fields.Value > options.MaximumValue)
            return new Rejection(
                RejectReason.OutOfRange,
                $"\"value\" is {fields.Value}; {options.MinimumValue} to {options.MaximumValue} are accepted."
            );
        if (fields.Timestamp < 0)
            return new Rejection(RejectReason.OutOfRange, $"\"timestamp\" is {fields.Timestamp}; it counts milliseconds since 1970.");
        if (fields.Timestamp > now + (long)options.MaximumSkew.TotalMilliseconds)
            return new Rejection(RejectReason.FutureDated, $"\"timestamp\" lies {fields.Timestamp - now} ms in the future.");
        if (!fields.IsKey)
            return new Rejection(RejectReason.KeyMismatch, "The record's key is not the event's user.");
        return default;
    }

    // Reason None where nothing is wrong; the event itself travels once, not with every field.
    private readonly record struct Rejection(RejectReason Reason, string Detail);

    private struct Fields
    {
        public EventId Id;
        public string? User;
        public bool IsKey;
        public string? Item;
        public float Value;
        public long Timestamp;
        public int Present;

        public static string FirstMissing(int present) =>
            (present & 1) == 0 ? "id"
            : (present & 2) == 0 ? "user"
            : (present & 4) == 0 ? "item"
            : (present & 8) == 0 ? "value"
            : "timestamp";
    }
}
