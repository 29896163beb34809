using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>A consumer in a group.</summary>
internal sealed class GroupMember(string id)
{
    /// <summary>Id the group gave it; a static member that returns gets a new one.</summary>
    public string Id { get; set; } = id;

    /// <summary><c>group.instance.id</c> of a static member (KIP-345); null for a dynamic one.</summary>
    public string? InstanceId { get; set; }

    /// <summary>How long it may be silent.</summary>
    public TimeSpan SessionTimeout { get; set; }

    /// <summary>How long it may take to join again.</summary>
    public TimeSpan RebalanceTimeout { get; set; }

    /// <summary>Assignment protocols it speaks, the preferred one first, each with its subscription.</summary>
    public IReadOnlyList<(string Name, byte[] Metadata)> Protocols { get; set; } = [];

    /// <summary>What the leader gave it, in the words of the protocol.</summary>
    public byte[] Assignment { get; set; } = [];

    /// <summary>Timestamp of the time provider at which the member was last heard of.</summary>
    public long LastSeen { get; set; }

    /// <summary>Set while the member waits for the others to join.</summary>
    public TaskCompletionSource<JoinResult>? Joining { get; set; }

    /// <summary>Set while the member waits for the leader's assignment.</summary>
    public TaskCompletionSource<SyncResult>? Syncing { get; set; }

    /// <summary>Its subscription in the words of a protocol it speaks.</summary>
    public byte[] MetadataFor(string protocol) => Protocols.First(p => p.Name == protocol).Metadata;

    /// <summary>Whether it can be assigned to by a protocol.</summary>
    public bool Speaks(string protocol) => Protocols.Any(p => p.Name == protocol);

    /// <summary>Answers what the member waits for with an error.</summary>
    public void EndWaits(ErrorCode error)
    {
        Syncing?.TrySetResult(new SyncResult(error, []));
        Joining?.TrySetResult(JoinResult.Refused(error, Id));
        (Syncing, Joining) = (null, null);
    }

    /// <summary>Whether nothing changed since it last joined: same protocols, same subscriptions.</summary>
    public bool HasSameProtocols(IReadOnlyList<(string Name, byte[] Metadata)> others) =>
        Protocols.Count == others.Count
        && Protocols.Zip(others).All(p => p.First.Name == p.Second.Name && p.First.Metadata.AsSpan().SequenceEqual(p.Second.Metadata));
}
