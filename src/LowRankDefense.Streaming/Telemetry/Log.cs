using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Telemetry;

/// <summary>Every log line of this assembly.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Created topics {Topics} ({Partitions} partitions where keyed by user)")]
    public static partial void TopicsCreated(ILogger logger, string topics, int partitions);

    [LoggerMessage(2, LogLevel.Warning, "Kafka client {Client}: {Message}")]
    public static partial void ClientMessage(ILogger logger, string client, string message);

    [LoggerMessage(3, LogLevel.Warning, "Kafka client {Client}: {Code}: {Reason}")]
    public static partial void ClientError(ILogger logger, string client, string code, string reason);

    [LoggerMessage(4, LogLevel.Information, "Loop {Loop} owns partition {Partition}: {Records} changelog records restored in {Milliseconds} ms")]
    public static partial void PartitionRestored(ILogger logger, int loop, int partition, long records, long milliseconds);

    [LoggerMessage(5, LogLevel.Information, "Loop {Loop} gave up partition {Partition}")]
    public static partial void PartitionClosed(ILogger logger, int loop, int partition);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "Store of partition {Partition} stands at changelog offset {Checkpoint}, outside {Low}..{High}: wiped, rebuilding from the changelog"
    )]
    public static partial void StoreWiped(ILogger logger, int partition, long checkpoint, long low, long high);

    [LoggerMessage(7, LogLevel.Warning, "Loop {Loop} aborted a transaction of {Events} events and reads them again: {Reason}")]
    public static partial void TransactionAborted(ILogger logger, int loop, int events, string reason);

    [LoggerMessage(8, LogLevel.Error, "Loop {Loop} is broken and starts anew")]
    public static partial void LoopBroken(ILogger logger, int loop, Exception exception);

    [LoggerMessage(9, LogLevel.Warning, "Not started yet ({Attempt}): {Reason}")]
    public static partial void StartRetried(ILogger logger, int attempt, string reason);

    [LoggerMessage(10, LogLevel.Information, "Detector {Version} ({Family}) is in force")]
    public static partial void DetectorSwitched(ILogger logger, string family, string version);

    [LoggerMessage(11, LogLevel.Error, "The model completed by record {Key} is refused: the last good one stays in force")]
    public static partial void ModelRefused(ILogger logger, string key, Exception exception);

    [LoggerMessage(12, LogLevel.Information, "This worker refreshes the models")]
    public static partial void RefreshElected(ILogger logger);

    [LoggerMessage(13, LogLevel.Error, "Refresh failed in step {Step}: the last good models stay in force, next attempt in {Delay}")]
    public static partial void RefreshFailed(ILogger logger, string step, TimeSpan delay, Exception exception);

    [LoggerMessage(14, LogLevel.Information, "Refreshed from {Users} users and {Interactions} interactions in {Milliseconds} ms")]
    public static partial void Refreshed(ILogger logger, int users, int interactions, long milliseconds);

    [LoggerMessage(15, LogLevel.Information, "Training a {Family} detector without labels on {Users} profiles")]
    public static partial void SelfTraining(ILogger logger, string family, int users);

    [LoggerMessage(16, LogLevel.Warning, "Burst of {Suspects} fake users, pushing {Items}")]
    public static partial void BurstRaised(ILogger logger, int suspects, string items);

    [LoggerMessage(
        17,
        LogLevel.Information,
        "No {Family} detector is trained yet: {Users} profiles hold too few usable ones, {Fewest} are needed; the rest of the refresh goes on"
    )]
    public static partial void SelfTrainingPostponed(ILogger logger, string family, int users, int fewest);

    [LoggerMessage(18, LogLevel.Warning, "Campaign {Campaign} {Turn}: {Users} users, pushing {Items}")]
    public static partial void CampaignTurned(ILogger logger, string campaign, string turn, int users, string items);

    [LoggerMessage(19, LogLevel.Warning, "The consumer of loop {Loop} does not end, and is left behind")]
    public static partial void ConsumerLeftBehind(ILogger logger, int loop);
}
