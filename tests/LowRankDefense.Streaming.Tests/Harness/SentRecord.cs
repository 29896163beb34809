using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>A record as a producer was given it, or as a consumer has read it.</summary>
internal sealed record SentRecord(string Topic, int Partition, byte[]? Key, byte[]? Value, Headers? Headers)
{
    public string KeyText => Encoding.UTF8.GetString(Key!);

    public string Text => Encoding.UTF8.GetString(Value!);

    public JsonElement Json => JsonDocument.Parse(Value!).RootElement;

    /// <summary>The last value of a header as text; null where there is none.</summary>
    public string? Header(string name) =>
        Headers is not null && Headers.TryGetLastBytes(name, out var value) ? Encoding.UTF8.GetString(value ?? []) : null;
}
