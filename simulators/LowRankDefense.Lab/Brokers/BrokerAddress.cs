using System.Diagnostics.CodeAnalysis;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Lab.Brokers;

/// <summary>Where Kafka is, and how one logs in there.</summary>
/// <param name="Servers">Brokers to connect to first, <c>host:port</c>, comma-separated.</param>
/// <param name="Properties">librdkafka properties for every client, such as <c>security.protocol</c> or <c>sasl.username</c>.</param>
internal sealed record BrokerAddress(string Servers, IReadOnlyDictionary<string, string> Properties)
{
    private const string Section = "Kafka:Properties:";
    private const string ServersKey = "Kafka:BootstrapServers";

    /// <summary>A broker that asks nobody who he is.</summary>
    [return: NotNullIfNotNull(nameof(servers))]
    public static implicit operator BrokerAddress?(string? servers) =>
        servers is null ? null : new(servers, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The broker that a worker with these settings would reach.</summary>
    /// <param name="bootstrap">Where it is; null where <c>Kafka:BootstrapServers</c> says so, or nobody does.</param>
    /// <param name="settings">Settings of the worker, <c>Section:Key</c> → value.</param>
    /// <returns>Null where nobody says where it is.</returns>
    public static BrokerAddress? Of(string? bootstrap, IReadOnlyDictionary<string, string?> settings) =>
        (bootstrap ?? settings.FirstOrDefault(s => s.Key.Equals(ServersKey, StringComparison.OrdinalIgnoreCase)).Value) is not { } servers
            ? null
            : new BrokerAddress(
                servers,
                settings
                    .Where(s => s.Key.StartsWith(Section, StringComparison.OrdinalIgnoreCase))
                    .ToDictionary(s => s.Key[Section.Length..], s => s.Value ?? "", StringComparer.Ordinal)
            );

    /// <summary>The broker that a worker with these options reaches.</summary>
    public static BrokerAddress Of(KafkaOptions options) => new(options.BootstrapServers, options.Properties);

    /// <inheritdoc/>
    public override string ToString() => Servers;
}
