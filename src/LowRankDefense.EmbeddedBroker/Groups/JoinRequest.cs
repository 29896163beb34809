namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>What a member says when it joins.</summary>
internal sealed record JoinRequest(
    string Client,
    string MemberId,
    string? InstanceId,
    TimeSpan SessionTimeout,
    TimeSpan RebalanceTimeout,
    string ProtocolType,
    IReadOnlyList<(string Name, byte[] Metadata)> Protocols
);
