namespace LowRankDefense.EmbeddedBroker.Protocol;

/// <summary>The versions of one API that this broker speaks.</summary>
/// <param name="Key">The API.</param>
/// <param name="Minimum">Lowest version.</param>
/// <param name="Maximum">Highest version.</param>
/// <param name="Flexible">First version with compact strings and tagged fields (KIP-482); may lie above <paramref name="Maximum"/>.</param>
internal readonly record struct ApiVersion(ApiKey Key, short Minimum, short Maximum, short Flexible)
{
    /// <summary>Every API this broker answers.</summary>
    public static readonly ApiVersion[] Supported =
    [
        new(ApiKey.Produce, 3, 7, 9),
        new(ApiKey.Fetch, 4, 11, 12),
        new(ApiKey.ListOffsets, 1, 3, 6),
        new(ApiKey.Metadata, 1, 4, 9),
        new(ApiKey.OffsetCommit, 2, 7, 8),
        new(ApiKey.OffsetFetch, 1, 7, 6),
        new(ApiKey.FindCoordinator, 0, 2, 3),
        new(ApiKey.JoinGroup, 0, 5, 6),
        new(ApiKey.Heartbeat, 0, 3, 4),
        new(ApiKey.LeaveGroup, 0, 1, 4),
        new(ApiKey.SyncGroup, 0, 3, 4),
        new(ApiKey.ListGroups, 0, 2, 3),
        new(ApiKey.ApiVersions, 0, 3, 3),
        new(ApiKey.CreateTopics, 0, 4, 5),
        new(ApiKey.DeleteTopics, 0, 3, 4),
        new(ApiKey.InitProducerId, 0, 1, 2),
        new(ApiKey.AddPartitionsToTxn, 0, 1, 3),
        new(ApiKey.AddOffsetsToTxn, 0, 1, 3),
        new(ApiKey.EndTxn, 0, 1, 3),
        new(ApiKey.TxnOffsetCommit, 0, 3, 3),
    ];

    /// <summary>The API with this number; false where this broker does not have it.</summary>
    public static bool TryFind(short key, out ApiVersion found)
    {
        foreach (var api in Supported)
        {
            if ((short)api.Key != key)
                continue;
            found = api;
            return true;
        }

        found = default;
        return false;
    }
}
