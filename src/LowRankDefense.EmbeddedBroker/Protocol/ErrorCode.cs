namespace LowRankDefense.EmbeddedBroker.Protocol;

/// <summary>Error codes of the Kafka protocol that this broker answers with.</summary>
public enum ErrorCode : short
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The offset lies outside the log.</summary>
    OffsetOutOfRange = 1,

    /// <summary>The batch's checksum does not fit.</summary>
    CorruptMessage = 2,

    /// <summary>No such topic or partition.</summary>
    UnknownTopicOrPartition = 3,

    /// <summary>This broker does not lead the partition; clients refresh their metadata and try again.</summary>
    NotLeaderOrFollower = 6,

    /// <summary>The batch is larger than the topic accepts.</summary>
    MessageTooLarge = 10,

    /// <summary>The coordinator is loading.</summary>
    CoordinatorNotAvailable = 15,

    /// <summary>The generation is not the group's current one.</summary>
    IllegalGeneration = 22,

    /// <summary>Members share no assignment protocol.</summary>
    InconsistentGroupProtocol = 23,

    /// <summary>The group does not know this member.</summary>
    UnknownMemberId = 25,

    /// <summary>The group is rebalancing.</summary>
    RebalanceInProgress = 27,

    /// <summary>The API version is not supported.</summary>
    UnsupportedVersion = 35,

    /// <summary>The topic exists.</summary>
    TopicAlreadyExists = 36,

    /// <summary>The partition count is not positive, or absurd.</summary>
    InvalidPartitions = 37,

    /// <summary>A sequence number is missing.</summary>
    OutOfOrderSequenceNumber = 45,

    /// <summary>A sequence number was seen before.</summary>
    DuplicateSequenceNumber = 46,

    /// <summary>A newer producer has this id.</summary>
    InvalidProducerEpoch = 47,

    /// <summary>The transaction is in no state for this request.</summary>
    InvalidTransactionState = 48,

    /// <summary>The producer id does not belong to the transactional id.</summary>
    InvalidProducerIdMapping = 49,

    /// <summary>The member has the instance id of a newer one.</summary>
    FencedInstanceId = 82,

    /// <summary>The record batch is malformed.</summary>
    InvalidRecord = 87,

    /// <summary>A transaction with offsets of this partition is pending.</summary>
    UnstableOffsetCommit = 88,
}
