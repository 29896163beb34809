using System.Text;
using System.Text.Json;

namespace LowRankDefense.Core.Interactions;

/// <summary>Reads events of schema version 1: <c>{"id","user","item","value","timestamp"}</c>, UTF-8 JSON, unknown fields ignored.</summary>
/// <remarks>Never throws on any input. Allocates the event id only, once user and item are pooled. Not thread-safe; the pools may be shared.</remarks>
/// <param name="options">Limits.</param>
/// <param name="users">Pool of user ids.</param>
/// <param name="items">Pool of item ids.</param>
public sealed class InteractionParser(InteractionOptions options, StringPool users, StringPool items)
{
    private const int AllFields = 0b11111;
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 8 };

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
            var result = Read(ref reader, ref fields);
            return result.Accepted ? Check(key, ref fields, now) : result;
        }
        catch (JsonException e)
        {
            return ParseResult.Reject(RejectReason.Malformed, $"Not JSON at byte {e.BytePositionInLine ?? 0} of line {e.LineNumber ?? 0}.");
        }
        catch (InvalidOperationException)
        {
            // The reader's word for half a surrogate pair, and for some bytes that are no UTF-8.
            return ParseResult.Reject(RejectReason.Malformed, "A string or a field name is not valid Unicode.");
        }
    }

    private ParseResult Read(ref Utf8JsonReader reader, ref Fields fields)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return ParseResult.Reject(RejectReason.Malformed, "The value is not a JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var result = ReadField(ref reader, ref fields);
            if (!result.Accepted)
                return result;
        }

        reader.Read(); // Whatever follows the object makes the reader throw.
        return fields.Present == AllFields
            ? default
            : ParseResult.Reject(RejectReason.MissingField, $"The field \"{Fields.FirstMissing(fields.Present)}\" is missing.");
    }

    private ParseResult ReadField(ref Utf8JsonReader reader, ref Fields fields)
    {
        if (reader.ValueTextEquals("id"u8))
            return ReadId(ref reader, "id", null, ref fields.Id, ref fields.Present, 1);
        if (reader.ValueTextEquals("user"u8))
            return ReadId(ref reader, "user", users, ref fields.User, ref fields.Present, 2);
        if (reader.ValueTextEquals("item"u8))
            return ReadId(ref reader, "item", items, ref fields.Item, ref fields.Present, 4);
        if (reader.ValueTextEquals("value"u8))
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number)
                return ParseResult.Reject(RejectReason.WrongType, "\"value\" is not a number.");
            fields.Present |= 8;
            return reader.TryGetSingle(out fields.Value) ? default : ParseResult.Reject(RejectReason.OutOfRange, "\"value\" does not fit a number.");
        }

        if (reader.ValueTextEquals("timestamp"u8))
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number)
                return ParseResult.Reject(RejectReason.WrongType, "\"timestamp\" is not a number.");
            fields.Present |= 16;
            return reader.TryGetInt64(out fields.Timestamp)
                ? default
                : ParseResult.Reject(RejectReason.OutOfRange, "\"timestamp\" is not a whole number of milliseconds.");
        }

        reader.Skip();
        return default;
    }

    private ParseResult ReadId(ref Utf8JsonReader reader, string name, StringPool? pool, ref string? id, ref int present, int bit)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
            return ParseResult.Reject(RejectReason.WrongType, $"\"{name}\" is not a string.");
        var length = reader.ValueIsEscaped ? UnescapedLength(ref reader) : reader.ValueSpan.Length;
        if (length == 0 || length > options.MaximumIdBytes)
            return ParseResult.Reject(RejectReason.OutOfRange, $"\"{name}\" has {length} bytes; 1 to {options.MaximumIdBytes} are accepted.");
        present |= bit;
        id = pool is null ? reader.GetString()! : Pooled(ref reader, pool);
        return default;
    }

    // What a producer escapes is its own affair: "\u00e9" is as long as "é". One byte takes at most six to write.
    private int UnescapedLength(ref Utf8JsonReader reader)
    {
        var escaped = reader.ValueSpan.Length;
        if (escaped > 6 * options.MaximumIdBytes)
            return escaped;
        Span<byte> utf8 = stackalloc byte[escaped];
        return reader.CopyString(utf8);
    }

    private static string Pooled(ref Utf8JsonReader reader, StringPool pool)
    {
        // CopyString unescapes and checks the UTF-8; the unescaped text is never longer than the escaped one.
        Span<byte> utf8 = stackalloc byte[1_024];
        return pool.Get(utf8[..reader.CopyString(utf8)]);
    }

    private ParseResult Check(ReadOnlySpan<byte> key, ref Fields fields, long now)
    {
        if (!float.IsFinite(fields.Value) || fields.Value < options.MinimumValue || fields.Value > options.MaximumValue)
            return ParseResult.Reject(
                RejectReason.OutOfRange,
                $"\"value\" is {fields.Value}; {options.MinimumValue} to {options.MaximumValue} are accepted."
            );
        if (fields.Timestamp < 0)
            return ParseResult.Reject(RejectReason.OutOfRange, $"\"timestamp\" is {fields.Timestamp}; it counts milliseconds since 1970.");
        if (fields.Timestamp > now + (long)options.MaximumSkew.TotalMilliseconds)
            return ParseResult.Reject(RejectReason.FutureDated, $"\"timestamp\" lies {fields.Timestamp - now} ms in the future.");
        if (!KeyIs(key, fields.User!))
            return ParseResult.Reject(RejectReason.KeyMismatch, "The record's key is not the event's user.");
        return new ParseResult(RejectReason.None, new Interaction(fields.Id!, fields.User!, fields.Item!, fields.Value, fields.Timestamp), "");
    }

    private static bool KeyIs(ReadOnlySpan<byte> key, string user)
    {
        Span<byte> utf8 = stackalloc byte[1_024];
        return Encoding.UTF8.TryGetBytes(user, utf8, out var written) && key.SequenceEqual(utf8[..written]);
    }

    private struct Fields
    {
        public string? Id;
        public string? User;
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
