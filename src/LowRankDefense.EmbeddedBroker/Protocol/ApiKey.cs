namespace LowRankDefense.EmbeddedBroker.Protocol;

/// <summary>The requests this broker answers.</summary>
public enum ApiKey : short
{
    /// <summary>Appends record batches.</summary>
    Produce = 0,

    /// <summary>Reads record batches.</summary>
    Fetch = 1,

    /// <summary>First, last or by time.</summary>
    ListOffsets = 2,

    /// <summary>Brokers, topics and partitions.</summary>
    Metadata = 3,

    /// <summary>Commits consumer offsets.</summary>
    OffsetCommit = 8,

    /// <summary>Reads committed offsets.</summary>
    OffsetFetch = 9,

    /// <summary>Where a group or transaction is coordinated.</summary>
    FindCoordinator = 10,

    /// <summary>Enters a group.</summary>
    JoinGroup = 11,

    /// <summary>Keeps a membership alive.</summary>
    Heartbeat = 12,

    /// <summary>Leaves a group.</summary>
    LeaveGroup = 13,

    /// <summary>Hands out or takes the assignment.</summary>
    SyncGroup = 14,

    /// <summary>All groups.</summary>
    ListGroups = 16,

    /// <summary>Which APIs and versions there are.</summary>
    ApiVersions = 18,

    /// <summary>Creates topics.</summary>
    CreateTopics = 19,

    /// <summary>Deletes topics.</summary>
    DeleteTopics = 20,

    /// <summary>Gives producer id and epoch, fencing older producers.</summary>
    InitProducerId = 22,

    /// <summary>Adds partitions to a transaction.</summary>
    AddPartitionsToTxn = 24,

    /// <summary>Adds a group's offsets to a transaction.</summary>
    AddOffsetsToTxn = 25,

    /// <summary>Commits or aborts.</summary>
    EndTxn = 26,

    /// <summary>Commits offsets within a transaction.</summary>
    TxnOffsetCommit = 28,
}
