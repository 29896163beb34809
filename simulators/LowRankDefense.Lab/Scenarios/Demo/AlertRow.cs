using System.Text.Json;
using LowRankDefense.Lab.Brokers;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>An alert as the report shows it.</summary>
/// <param name="Kind">burst, or a campaign or crowd with its turn.</param>
/// <param name="Time">When the worker wrote it, Unix milliseconds.</param>
/// <param name="Suspects">Users it is about.</param>
/// <param name="Items">Items it says are pushed.</param>
internal sealed record AlertRow(string Kind, long Time, int Suspects, IReadOnlyList<string> Items)
{
    /// <summary>All alerts, the oldest first.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Alerts topic; it exists.</param>
    public static IReadOnlyList<AlertRow> Read(BrokerAddress bootstrap, string topic)
    {
        var rows = new List<AlertRow>();
        TopicDump.Read(bootstrap, topic, r => rows.Add(Of(r.Message.Value, r.Message.Timestamp.UnixTimestampMs)));
        return [.. rows.OrderBy(r => r.Time)];
    }

    /// <summary>Reads one alert.</summary>
    /// <param name="alert">JSON, as the worker writes it.</param>
    /// <param name="time">When, Unix milliseconds.</param>
    public static AlertRow Of(ReadOnlyMemory<byte> alert, long time)
    {
        using var json = JsonDocument.Parse(alert);
        var fields = json.RootElement;
        var turn = fields.TryGetProperty("turn", out var told) ? $" {told.GetString()}" : "";
        return new AlertRow(
            fields.GetProperty("type").GetString() + turn,
            time,
            fields.GetProperty("suspects").GetInt32(),
            [.. fields.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("item").GetString()!)]
        );
    }
}
