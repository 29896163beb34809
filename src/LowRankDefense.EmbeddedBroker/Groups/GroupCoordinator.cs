using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>All classic groups, under one lock.</summary>
internal sealed class GroupCoordinator(BrokerOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ConsumerGroup> groups = new(StringComparer.Ordinal);

    public Task<JoinResult> Join(string group, JoinRequest request)
    {
        lock (gate)
            return Group(group).Join(request);
    }

    public Task<SyncResult> Sync(string group, int generation, string memberId, string? instanceId, IReadOnlyDictionary<string, byte[]> assignments)
    {
        lock (gate)
            return Group(group).Sync(generation, memberId, instanceId, assignments);
    }

    public ErrorCode Heartbeat(string group, int generation, string memberId, string? instanceId)
    {
        lock (gate)
            return Group(group).Heartbeat(generation, memberId, instanceId);
    }

    public ErrorCode Leave(string group, string memberId)
    {
        lock (gate)
            return Group(group).Leave(memberId);
    }

    /// <summary>Whether offsets may be committed in the name of a member; generation −1 stands for a consumer outside any group.</summary>
    public ErrorCode CheckCommit(string group, int generation, string memberId, string? instanceId)
    {
        lock (gate)
        {
            var known = Group(group);
            if (generation < 0)
                return known.IsEmpty || memberId.Length == 0 ? ErrorCode.None : ErrorCode.UnknownMemberId;
            return known.Check(generation, memberId, instanceId);
        }
    }

    public IReadOnlyList<(string Id, string ProtocolType)> List()
    {
        lock (gate)
            return [.. groups.Values.Select(g => (g.Id, g.ProtocolType))];
    }

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
