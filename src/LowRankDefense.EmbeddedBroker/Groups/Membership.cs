using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>What a member says when it joins.</summary>
/// <param name="Client">Its <c>client.id</c>, from which it gets its member id.</param>
/// <param name="MemberId">The id the group gave it; empty where it is new.</param>
/// <param name="InstanceId"><c>group.instance.id</c>; null for a dynamic member.</param>
/// <param name="SessionTimeout">How long it may be silent.</param>
/// <param name="RebalanceTimeout">How long it may take to join again.</param>
/// <param name="ProtocolType">"consumer" for consumers.</param>
/// <param name="Protocols">Assignment protocols it speaks, the preferred one first, each with its subscription.</param>
internal sealed record JoinRequest(
    string Client,
    string MemberId,
    string? InstanceId,
    TimeSpan SessionTimeout,
    TimeSpan RebalanceTimeout,
    string ProtocolType,
    IReadOnlyList<(string Name, byte[] Metadata)> Protocols
);

/// <summary>Answer to a member that joined.</summary>
/// <param name="Error">Why it did not.</param>
/// <param name="Generation">Generation of the group.</param>
/// <param name="Protocol">Assignment protocol chosen.</param>
/// <param name="Leader">Member id of the leader.</param>
/// <param name="MemberId">The member's own id.</param>
/// <param name="Members">For the leader: all members with their metadata.</param>
internal sealed record JoinResult(
    ErrorCode Error,
    int Generation,
    string Protocol,
    string Leader,
    string MemberId,
    IReadOnlyList<(string Id, string? InstanceId, byte[] Metadata)> Members
)
{
    /// <summary>An answer that lets nobody in.</summary>
    public static JoinResult Refused(ErrorCode error, string memberId) => new(error, -1, "", "", memberId, []);
}

/// <summary>Answer to a member that asks for its assignment.</summary>
/// <param name="Error">Why there is none.</param>
/// <param name="Assignment">What the leader assigned.</param>
internal readonly record struct SyncResult(ErrorCode Error, byte[] Assignment);
