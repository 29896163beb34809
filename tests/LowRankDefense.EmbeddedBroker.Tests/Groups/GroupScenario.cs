using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Groups;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.EmbeddedBroker.Tests.Groups;

/// <summary>A group whose members join by a line of code, on a clock that is moved by hand.</summary>
internal sealed class GroupScenario
{
    public static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan Session = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Rebalance = TimeSpan.FromSeconds(60);

    // Of the test, on the real clock: a wait that never ends fails.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public GroupScenario() => Group = new ConsumerGroup("g", new BrokerOptions { InitialRebalanceDelay = InitialDelay }, Time);

    public FakeTimeProvider Time { get; } = new();

    public ConsumerGroup Group { get; }

    public Task<JoinResult> Join(string memberId = "", string? instance = null, string type = "consumer", params string[] protocols)
    {
        var spoken = (protocols.Length > 0 ? protocols : ["range"]).Select(p => (p, Metadata(p)));
        return Group.Join(new JoinRequest("client", memberId, instance, Session, Rebalance, type, [.. spoken])).WaitAsync(Patience);
    }

    public Task<SyncResult> Sync(JoinResult member, params (string Member, byte Part)[] assignments)
    {
        var parts = assignments.ToDictionary(a => a.Member, a => new[] { a.Part }, StringComparer.Ordinal);
        return Group.Sync(member.Generation, member.MemberId, null, parts).WaitAsync(Patience);
    }

    public void Pass(TimeSpan time)
    {
        Time.Advance(time);
        Group.Tick();
    }

    /// <summary>A stable group of <paramref name="count"/> members; member i has the assignment {i}, the leader comes first.</summary>
    public async Task<JoinResult[]> Stable(int count, bool isStatic = false)
    {
        var joins = Enumerable.Range(0, count).Select(i => Join(instance: isStatic ? $"i-{i}" : null)).ToList();
        Pass(InitialDelay);
        var members = await Task.WhenAll(joins);
        members = [.. members.OrderByDescending(m => m.MemberId == m.Leader)];
        await Sync(members[0], [.. members.Select((m, i) => (m.MemberId, (byte)i))]);
        return members;
    }

    private static byte[] Metadata(string protocol) => System.Text.Encoding.UTF8.GetBytes(protocol);
}
