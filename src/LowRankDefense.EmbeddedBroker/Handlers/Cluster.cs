using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Groups;
using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Transactions;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>What the handlers work on.</summary>
internal sealed record Cluster(
    BrokerOptions Options,
    TopicRegistry Topics,
    GroupCoordinator Groups,
    OffsetStore Offsets,
    TransactionCoordinator Transactions
)
{
    public const string Host = "127.0.0.1";
    public const int BrokerId = 1;

    /// <summary>Port this broker listens on.</summary>
    public required int Port { get; init; }
}
