namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>Where a group stands in a rebalance.</summary>
internal enum GroupPhase
{
    /// <summary>No members.</summary>
    Empty,

    /// <summary>Waiting for all members to join.</summary>
    Joining,

    /// <summary>Waiting for the leader's assignment.</summary>
    Syncing,

    /// <summary>Every member has its assignment.</summary>
    Stable,
}
