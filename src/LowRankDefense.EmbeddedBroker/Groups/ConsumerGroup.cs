using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>One classic consumer group: all members join, the leader assigns, all learn their part; then heartbeats, until someone comes or goes.</summary>
/// <remarks>The coordinator holds its lock around every call.</remarks>
internal sealed class ConsumerGroup(string id, BrokerOptions options, TimeProvider time)
{
    private readonly GroupMembers members = new(time);
    private string leader = "";
    private string protocol = "";
    private long joinDeadlineFrom;
    private TimeSpan joinTime;
    private bool isFirstGeneration;

    /// <summary>Its <c>group.id</c>.</summary>
    public string Id { get; } = id;

    /// <summary>What kind of protocols its members speak; "consumer" for consumers.</summary>
    public string ProtocolType { get; private set; } = "consumer";

    /// <summary>Where it stands in a rebalance.</summary>
    public GroupPhase Phase { get; private set; } = GroupPhase.Empty;

    /// <summary>Number of the current assignment; rises with each.</summary>
    public int Generation { get; private set; }

    /// <summary>Whether it has no members.</summary>
    public bool IsEmpty => members.Count == 0;

    /// <summary>Lets a member in; completes when all members have joined or the wait for them is over.</summary>
    /// <remarks>A static member that comes back to a stable group with its old subscription takes up its assignment without a rebalance (KIP-345).</remarks>
    public Task<JoinResult> Join(JoinRequest request)
    {
        var current = members.OfInstance(request.InstanceId);
        var self = request.MemberId.Length > 0 ? request.MemberId : current;
        if (current is not null && self != current)
            return Refuse(ErrorCode.FencedInstanceId, request);
        if (request.MemberId.Length > 0 && !members.Contains(request.MemberId))
            return Refuse(ErrorCode.UnknownMemberId, request);
        // Refused at the door, so that those inside always have a protocol in common.
        if ((!IsEmpty && request.ProtocolType != ProtocolType) || !members.Understand(request, self))
            return Refuse(ErrorCode.InconsistentGroupProtocol, request);
        ProtocolType = request.ProtocolType;
        if (request.MemberId.Length == 0 && current is not null && ReturnStatic(request, members[current]) is { } returned)
            return Task.FromResult(returned);

        var member = members.Admit(request);
        member.Joining?.TrySetResult(JoinResult.Refused(ErrorCode.UnknownMemberId, member.Id));
        member.Joining = new TaskCompletionSource<JoinResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var joining = member.Joining.Task;
        StartRebalance();
        TryFinishJoin();
        return joining;
    }

    /// <summary>Takes the assignments where the leader speaks; completes with the member's own when they are there.</summary>
    public Task<SyncResult> Sync(int generation, string memberId, string? instanceId, IReadOnlyDictionary<string, byte[]> assignments)
    {
        var error = Heartbeat(generation, memberId, instanceId);
        if (error != ErrorCode.None)
            return Task.FromResult(new SyncResult(error, []));
        var member = members[memberId];
        if (Phase == GroupPhase.Stable)
            return Task.FromResult(new SyncResult(ErrorCode.None, member.Assignment));
        member.Syncing = new TaskCompletionSource<SyncResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var syncing = member.Syncing.Task;
        if (memberId == leader)
            Assign(assignments);
        return syncing;
    }

    /// <summary>Keeps a member alive, and tells it whether it has to join again.</summary>
    public ErrorCode Heartbeat(int generation, string memberId, string? instanceId)
    {
        var error = Check(generation, memberId, instanceId);
        if (error != ErrorCode.None)
            return error;
        members[memberId].LastSeen = time.GetTimestamp();
        return Phase == GroupPhase.Joining ? ErrorCode.RebalanceInProgress : ErrorCode.None;
    }

    /// <summary>Whether a member of this generation speaks; a rebalance under way does not matter.</summary>
    public ErrorCode Check(int generation, string memberId, string? instanceId)
    {
        if (members.OfInstance(instanceId) is { } current && current != memberId)
            return ErrorCode.FencedInstanceId;
        if (!members.Contains(memberId))
            return ErrorCode.UnknownMemberId;
        return generation == Generation ? ErrorCode.None : ErrorCode.IllegalGeneration;
    }

    /// <summary>Removes a member at its own wish; the others join again.</summary>
    public ErrorCode Leave(string memberId)
    {
        if (!members.Contains(memberId))
            return ErrorCode.UnknownMemberId;
        members.Remove(memberId);
        StartRebalance();
        TryFinishJoin();
        return ErrorCode.None;
    }

    /// <summary>Removes members that fell silent and finishes what waited for them.</summary>
    public void Tick()
    {
        var silent = members.All.Where(m => m.Joining is null && time.GetElapsedTime(m.LastSeen) > m.SessionTimeout).Select(m => m.Id).ToList();
        silent.ForEach(members.Remove);
        if (silent.Count > 0)
            StartRebalance();
        TryFinishJoin();
    }

    private static Task<JoinResult> Refuse(ErrorCode error, JoinRequest request) => Task.FromResult(JoinResult.Refused(error, request.MemberId));

    // Null where the group has to be shared out anew.
    private JoinResult? ReturnStatic(JoinRequest request, GroupMember member)
    {
        var stays = Phase == GroupPhase.Stable && member.HasSameProtocols(request.Protocols);
        var (before, wasLeader) = (member.Id, leader == member.Id);
        members.Replace(member, request);
        if (wasLeader)
            leader = member.Id;
        // The answer names another leader and no members: the returning leader must not assign anew.
        return stays ? new JoinResult(ErrorCode.None, Generation, protocol, wasLeader ? before : leader, member.Id, []) : null;
    }

    private void StartRebalance()
    {
        if (Phase == GroupPhase.Joining)
            return;
        isFirstGeneration = Phase == GroupPhase.Empty;
        foreach (var member in members.All)
        {
            member.Syncing?.TrySetResult(new SyncResult(ErrorCode.RebalanceInProgress, []));
            member.Syncing = null;
        }

        if (IsEmpty)
        {
            BecomeEmpty();
            return;
        }

        Phase = GroupPhase.Joining;
        joinDeadlineFrom = time.GetTimestamp();
        joinTime = isFirstGeneration ? options.InitialRebalanceDelay : members.All.Max(m => m.RebalanceTimeout);
    }

    private void TryFinishJoin()
    {
        if (Phase != GroupPhase.Joining)
            return;
        var isLate = time.GetElapsedTime(joinDeadlineFrom) >= joinTime;
        if (!isLate && (isFirstGeneration || members.All.Any(m => m.Joining is null)))
            return;
        members.All.Where(m => m.Joining is null).Select(m => m.Id).ToList().ForEach(members.Remove);
        if (IsEmpty)
            BecomeEmpty();
        else
            FinishJoin();
    }

    private void FinishJoin()
    {
        Generation++;
        Phase = GroupPhase.Syncing;
        protocol = members.All.First().Protocols.Select(p => p.Name).First(name => members.All.All(m => m.Speaks(name)));
        if (!members.Contains(leader))
            leader = members.All.First().Id;
        var all = members.All.Select(m => (m.Id, m.InstanceId, m.MetadataFor(protocol))).ToList();
        foreach (var member in members.All)
        {
            member.LastSeen = time.GetTimestamp();
            member.Joining!.TrySetResult(new JoinResult(ErrorCode.None, Generation, protocol, leader, member.Id, member.Id == leader ? all : []));
            member.Joining = null;
        }
    }

    private void Assign(IReadOnlyDictionary<string, byte[]> assignments)
    {
        Phase = GroupPhase.Stable;
        foreach (var member in members.All)
        {
            member.Assignment = assignments.GetValueOrDefault(member.Id, []);
            member.Syncing?.TrySetResult(new SyncResult(ErrorCode.None, member.Assignment));
            member.Syncing = null;
        }
    }

    private void BecomeEmpty()
    {
        Phase = GroupPhase.Empty;
        Generation++;
    }
}

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
