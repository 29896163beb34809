namespace LowRankDefense.EmbeddedBroker.Groups;

/// <summary>A consumer in a group.</summary>
internal sealed class GroupMember(string id)
{
    public string Id { get; set; } = id;

    public string? InstanceId { get; set; }

    public TimeSpan SessionTimeout { get; set; }

    public TimeSpan RebalanceTimeout { get; set; }

    public IReadOnlyList<(string Name, byte[] Metadata)> Protocols { get; set; } = [];

    public byte[] Assignment { get; set; } = [];

    /// <summary>Timestamp of the time provider at which the member was last heard of.</summary>
    public long LastSeen { get; set; }

    /// <summary>Set while the member waits for the others to join.</summary>
    public TaskCompletionSource<JoinResult>? Joining { get; set; }

    /// <summary>Set while the member waits for the leader's assignment.</summary>
    public TaskCompletionSource<SyncResult>? Syncing { get; set; }

    public byte[] MetadataFor(string protocol) => Protocols.First(p => p.Name == protocol).Metadata;

    public bool HasSameProtocols(IReadOnlyList<(string Name, byte[] Metadata)> others) =>
        Protocols.Count == others.Count
        && Protocols.Zip(others).All(p => p.First.Name == p.Second.Name && p.First.Metadata.AsSpan().SequenceEqual(p.Second.Metadata));
}
