using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>The members of one group, by member id and, where they are static, by instance id. Whoever goes is told so, if it waits for an answer.</summary>
internal sealed class GroupMembers(TimeProvider time)
{
    private readonly Dictionary<string, GroupMember> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> memberOfInstance = new(StringComparer.Ordinal);

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<GroupMember> All => members.Values;

    /// <summary>How many there are.</summary>
    public int Count => members.Count;

    /// <summary>A member that is known to be there.</summary>
    public GroupMember this[string id] => members[id];

    /// <summary>Whether there is a member of this id.</summary>
    public bool Contains(string id) => members.ContainsKey(id);

    /// <summary>Id of the static member of this instance; null for none, and for no instance.</summary>
    public string? OfInstance(string? instance) => instance is null ? null : memberOfInstance.GetValueOrDefault(instance);

    /// <summary>Whether a protocol of <paramref name="request"/> is spoken by everyone but <paramref name="self"/>.</summary>
    public bool Understand(JoinRequest request, string? self)
    {
        var others = members.Values.Where(m => m.Id != self).ToList();
        return request.Protocols.Any(p => others.TrueForAll(m => m.Speaks(p.Name)));
    }

    /// <summary>The member that <paramref name="request"/> comes from, a new one where it names none that is here, with what it says of itself.</summary>
    public GroupMember Admit(JoinRequest request)
    {
        var id = request.MemberId.Length > 0 ? request.MemberId : OfInstance(request.InstanceId) ?? NewId(request);
        if (!members.TryGetValue(id, out var member))
            members[id] = member = new GroupMember(id);
        Update(member, request);
        return member;
    }

    /// <summary>Gives a static member that came back a new id; whoever still speaks under the old one is fenced.</summary>
    public void Replace(GroupMember member, JoinRequest request)
    {
        members.Remove(member.Id);
        member.EndWaits(ErrorCode.FencedInstanceId);
        member.Id = NewId(request);
        members[member.Id] = member;
        Update(member, request);
    }

    /// <summary>Removes a member, if it is there.</summary>
    public void Remove(string id)
    {
        if (!members.Remove(id, out var member))
            return;
        member.EndWaits(ErrorCode.UnknownMemberId);
        if (member.InstanceId is { } instance && memberOfInstance.GetValueOrDefault(instance) == id)
            memberOfInstance.Remove(instance);
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

    private static string NewId(JoinRequest request) => $"{request.InstanceId ?? request.Client}-{Guid.NewGuid():N}";
}
