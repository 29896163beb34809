using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>One classic consumer group. The coordinator holds its lock around every call.</summary>
internal sealed class ConsumerGroup(string id, BrokerOptions options, TimeProvider time)
{
    private readonly Dictionary<string, GroupMember> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> memberOfInstance = new(StringComparer.Ordinal);
    private string leader = "";
    private string protocol = "";
    private long joinDeadlineFrom;
    private TimeSpan joinTime;
    private bool isFirstGeneration;

    public string Id { get; } = id;

    public string ProtocolType { get; private set; } = "consumer";

    public GroupPhase Phase { get; private set; } = GroupPhase.Empty;

    public int Generation { get; private set; }

    public bool IsEmpty => members.Count == 0;

    public Task<JoinResult> Join(JoinRequest request)
    {
        ProtocolType = request.ProtocolType;
        var memberId = request.MemberId;
        if (request.InstanceId is { } instance && memberOfInstance.TryGetValue(instance, out var current))
        {
            if (memberId.Length > 0 && memberId != current)
                return Task.FromResult(JoinResult.Refused(ErrorCode.FencedInstanceId, memberId));
            if (memberId.Length == 0 && ReturnStatic(request, current) is { } returned)
                return returned;
        }

        if (memberId.Length > 0 && !members.ContainsKey(memberId))
            return Task.FromResult(JoinResult.Refused(ErrorCode.UnknownMemberId, memberId));
        if (memberId.Length == 0)
            memberId = request.InstanceId is { } known && memberOfInstance.TryGetValue(known, out var replaced) ? replaced : NewMemberId(request);
        if (!members.TryGetValue(memberId, out var member))
            members[memberId] = member = new GroupMember(memberId);
        Update(member, request);
        member.Joining?.TrySetResult(JoinResult.Refused(ErrorCode.UnknownMemberId, memberId));
        member.Joining = new TaskCompletionSource<JoinResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var joining = member.Joining.Task;
        StartRebalance();
        TryFinishJoin();
        return joining;
    }

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
        if (instanceId is not null && memberOfInstance.TryGetValue(instanceId, out var current) && current != memberId)
            return ErrorCode.FencedInstanceId;
        if (!members.ContainsKey(memberId))
            return ErrorCode.UnknownMemberId;
        return generation == Generation ? ErrorCode.None : ErrorCode.IllegalGeneration;
    }

    public ErrorCode Leave(string memberId)
    {
        if (!members.ContainsKey(memberId))
            return ErrorCode.UnknownMemberId;
        Remove(memberId);
        StartRebalance();
        TryFinishJoin();
        return ErrorCode.None;
    }

    /// <summary>Removes members that fell silent and finishes what waited for them.</summary>
    public void Tick()
    {
        var dead = members.Values.Where(m => m.Joining is null && time.GetElapsedTime(m.LastSeen) > m.SessionTimeout).Select(m => m.Id).ToList();
        foreach (var member in dead)
            Remove(member);
        if (dead.Count > 0)
            StartRebalance();
        TryFinishJoin();
    }

    // A static member that comes back to a stable group with the same subscription takes up its assignment without a rebalance (KIP-345).
    private Task<JoinResult>? ReturnStatic(JoinRequest request, string current)
    {
        var member = members[current];
        var stays = Phase == GroupPhase.Stable && member.HasSameProtocols(request.Protocols);
        members.Remove(current);
        member.Syncing?.TrySetResult(new SyncResult(ErrorCode.FencedInstanceId, []));
        member.Joining?.TrySetResult(JoinResult.Refused(ErrorCode.FencedInstanceId, current));
        (member.Syncing, member.Joining) = (null, null);
        member.Id = NewMemberId(request);
        members[member.Id] = member;
        if (leader == current)
            leader = member.Id;
        Update(member, request);
        if (!stays)
            return null;
        // An empty list of members: the returning leader must not assign anew.
        return Task.FromResult(new JoinResult(ErrorCode.None, Generation, protocol, leader == member.Id ? current : leader, member.Id, []));
    }

    private void Update(GroupMember member, JoinRequest request)
    {
        member.InstanceId = request.InstanceId;
        member.SessionTimeout = request.SessionTimeout;
        member.RebalanceTimeout = request.RebalanceTimeout;
        member.Protocols = request.Protocols;
        member.LastSeen = time.GetTimestamp();
        if (request.InstanceId is { } instance)
            memberOfInstance[instance] = member.Id;
    }

    private static string NewMemberId(JoinRequest request) => $"{request.InstanceId ?? request.Client}-{Guid.NewGuid():N}";

    private void Remove(string memberId)
    {
        if (!members.Remove(memberId, out var member))
            return;
        member.Syncing?.TrySetResult(new SyncResult(ErrorCode.UnknownMemberId, []));
        member.Joining?.TrySetResult(JoinResult.Refused(ErrorCode.UnknownMemberId, memberId));
        if (member.InstanceId is { } instance && memberOfInstance.GetValueOrDefault(instance) == memberId)
            memberOfInstance.Remove(instance);
    }

    private void StartRebalance()
    {
        if (Phase == GroupPhase.Joining)
            return;
        isFirstGeneration = Phase == GroupPhase.Empty;
        foreach (var member in members.Values)
        {
            member.Syncing?.TrySetResult(new SyncResult(ErrorCode.RebalanceInProgress, []));
            member.Syncing = null;
        }

        if (members.Count == 0)
        {
            BecomeEmpty();
            return;
        }

        Phase = GroupPhase.Joining;
        joinDeadlineFrom = time.GetTimestamp();
        joinTime = isFirstGeneration ? options.InitialRebalanceDelay : members.Values.Max(m => m.RebalanceTimeout);
    }

    private void TryFinishJoin()
    {
        if (Phase != GroupPhase.Joining)
            return;
        var isLate = time.GetElapsedTime(joinDeadlineFrom) >= joinTime;
        if (!isLate && (isFirstGeneration || members.Values.Any(m => m.Joining is null)))
            return;
        foreach (var missing in members.Values.Where(m => m.Joining is null).Select(m => m.Id).ToList())
            Remove(missing);
        if (members.Count == 0)
        {
            BecomeEmpty();
            return;
        }

        FinishJoin();
    }

    private void FinishJoin()
    {
        var common = members
            .Values.First()
            .Protocols.Select(p => p.Name)
            .FirstOrDefault(p => members.Values.All(m => m.Protocols.Any(q => q.Name == p)));
        if (common is null)
        {
            foreach (var id in members.Keys.ToList())
            {
                members[id].Joining?.TrySetResult(JoinResult.Refused(ErrorCode.InconsistentGroupProtocol, id));
                members[id].Joining = null;
                Remove(id);
            }

            BecomeEmpty();
            return;
        }

        Generation++;
        Phase = GroupPhase.Syncing;
        protocol = common;
        if (!members.ContainsKey(leader))
            leader = members.Keys.First();
        var all = members.Values.Select(m => (m.Id, m.InstanceId, m.MetadataFor(protocol))).ToList();
        foreach (var member in members.Values)
        {
            member.LastSeen = time.GetTimestamp();
            member.Joining!.TrySetResult(new JoinResult(ErrorCode.None, Generation, protocol, leader, member.Id, member.Id == leader ? all : []));
            member.Joining = null;
        }
    }

    private void Assign(IReadOnlyDictionary<string, byte[]> assignments)
    {
        Phase = GroupPhase.Stable;
        foreach (var member in members.Values)
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
