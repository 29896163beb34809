using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>All classic groups, under one lock.</summary>
internal sealed class GroupCoordinator(BrokerOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ConsumerGroup> groups = new(StringComparer.Ordinal);

    /// <summary>Lets a member in; completes when all members have joined. Unknown groups come to be.</summary>
    public Task<JoinResult> Join(string group, JoinRequest request)
    {
        lock (gate)
            return Group(group).Join(request);
    }

    /// <summary>Takes the leader's assignment; completes with the member's part of it.</summary>
    public Task<SyncResult> Sync(string group, int generation, string memberId, string? instanceId, IReadOnlyDictionary<string, byte[]> assignments)
    {
        lock (gate)
            return Group(group).Sync(generation, memberId, instanceId, assignments);
    }

    /// <summary>Keeps a member alive, and tells it whether it has to join again.</summary>
    public ErrorCode Heartbeat(string group, int generation, string memberId, string? instanceId)
    {
        lock (gate)
            return Group(group).Heartbeat(generation, memberId, instanceId);
    }

    /// <summary>Removes a member at once.</summary>
    public ErrorCode Leave(string group, string memberId)
    {
        lock (gate)
            return Group(group).Leave(memberId);
    }

    /// <summary>Whether offsets may be committed in the name of a member.</summary>
    /// <remarks>
    /// Generation −1 stands for a client that is no member. It may commit while the group is empty, and within a transaction:
    /// producers before KIP-447 do not say for which member they commit.
    /// </remarks>
    public ErrorCode CheckCommit(string group, int generation, string memberId, string? instanceId, bool inTransaction)
    {
        lock (gate)
        {
            var known = Group(group);
            if (generation < 0 && known.IsEmpty)
                return ErrorCode.None;
            if (generation < 0 && memberId.Length == 0)
                return inTransaction ? ErrorCode.None : ErrorCode.UnknownMemberId;
            return known.Check(generation, memberId, instanceId);
        }
    }

    /// <summary>Every group there was a request for, with the type of its protocols.</summary>
    public IReadOnlyList<(string Id, string ProtocolType)> List()
    {
        lock (gate)
            return [.. groups.Values.Select(g => (g.Id, g.ProtocolType))];
    }

    /// <summary>Removes the silent and ends waits that have lasted long enough; called every few milliseconds.</summary>
    public void Tick()
    {
        lock (gate)
        {
            foreach (var group in groups.Values)
                group.Tick();
        }
    }

    private ConsumerGroup Group(string id)
    {
        if (!groups.TryGetValue(id, out var group))
            groups[id] = group = new ConsumerGroup(id, options, time);
        return group;
    }
}
