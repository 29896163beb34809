using System.Buffers;
using System.Text.Json;

namespace LowRankDefense.Core.Serialization;

/// <summary>The frame of everything written as JSON to a public topic: one object, UTF-8.</summary>
public static class JsonBytes
{
    // One a thread: what is written is small and taken out at once.
    [ThreadStatic]
    private static Scratch? scratch;

    /// <summary>The bytes of one JSON object.</summary>
    /// <param name="value">What is written.</param>
    /// <param name="writeFields">Writes the fields of the object; must not write another object by this method.</param>
    public static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> writeFields)
    {
        ArgumentNullException.ThrowIfNull(writeFields);
        var (buffer, json) = scratch ??= new Scratch();
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        writeFields(json, value);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private sealed record Scratch(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)
    {
        public Scratch()
            : this(new ArrayBufferWriter<byte>(512)) { }

        private Scratch(ArrayBufferWriter<byte> buffer)
            : this(buffer, new Utf8JsonWriter(buffer)) { }
    }
}
