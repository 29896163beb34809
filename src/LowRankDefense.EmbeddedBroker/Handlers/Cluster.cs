using LowRankDefense.EmbeddedBroker.Groups;
using LowRankDefense.EmbeddedBroker.Log;
using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Transactions;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>What the handlers work on.</summary>
/// <param name="Topics">All topics.</param>
/// <param name="Groups">All consumer groups.</param>
/// <param name="Offsets">What the groups have committed.</param>
/// <param name="Transactions">All transactional producers.</param>
/// <param name="Time">The broker's clock.</param>
internal sealed record Cluster(
    TopicRegistry Topics,
    GroupCoordinator Groups,
    OffsetStore Offsets,
    TransactionCoordinator Transactions,
    TimeProvider Time
)
{
    /// <summary>Address of the one node; nothing outside this machine reaches it.</summary>
    public const string Host = "127.0.0.1";

    /// <summary>Id of the one node.</summary>
    public const int BrokerId = 1;

    /// <summary>Port this broker listens on.</summary>
    public required int Port { get; init; }
}
