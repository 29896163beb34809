using LowRankDefense.EmbeddedBroker.Groups;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>JoinGroup, SyncGroup, Heartbeat, LeaveGroup, ListGroups.</summary>
internal sealed class GroupHandlers(Cluster cluster)
{
    /// <summary>JoinGroup: answered when all members have joined.</summary>
    /// <returns>True: a join is always answered.</returns>
    public async ValueTask<bool> Join(Request request, CancellationToken stop)
    {
        var (group, join) = ReadJoin(request);
        var result =
            request.Injected == ErrorCode.None
                ? await cluster.Groups.Join(group, join).WaitAsync(stop)
                : JoinResult.Refused(request.Injected, join.MemberId);
        var answer = request.Answer;
        if (request.Version >= 2)
            answer.Int32(0);
        answer
            .Error(result.Error)
            .Int32(result.Generation)
            .String(result.Protocol)
            .String(result.Leader)
            .String(result.MemberId)
            .Int32(result.Members.Count);
        foreach (var (id, instance, metadata) in result.Members)
        {
            answer.String(id);
            if (request.Version >= 5)
                answer.String(instance);
            answer.Bytes(metadata);
        }

        return true;
    }

    /// <summary>SyncGroup: answered when the leader has assigned.</summary>
    /// <returns>True: a sync is always answered.</returns>
    public async ValueTask<bool> Sync(Request request, CancellationToken stop)
    {
        var (group, generation, member, instance, assignments) = ReadSync(request);
        var result =
            request.Injected == ErrorCode.None
                ? await cluster.Groups.Sync(group, generation, member, instance, assignments).WaitAsync(stop)
                : new SyncResult(request.Injected, []);
        if (request.Version >= 1)
            request.Answer.Int32(0);
        request.Answer.Error(result.Error).Bytes(result.Assignment);
        return true;
    }

    /// <summary>Heartbeat: tells a member whether it has to join again.</summary>
    public void Heartbeat(Request request)
    {
        var reader = request.Reader();
        var (group, generation, member) = (reader.String(), reader.Int32(), reader.String());
        var instance = request.Version >= 3 ? reader.NullableString() : null;
        if (request.Version >= 1)
            request.Answer.Int32(0);
        request.Answer.Error(request.Outcome(() => cluster.Groups.Heartbeat(group, generation, member, instance)));
    }

    /// <summary>LeaveGroup: the others take over at once.</summary>
    public void Leave(Request request)
    {
        var reader = request.Reader();
        var (group, member) = (reader.String(), reader.String());
        if (request.Version >= 1)
            request.Answer.Int32(0);
        request.Answer.Error(request.Outcome(() => cluster.Groups.Leave(group, member)));
    }

    /// <summary>ListGroups: every group there was a request for.</summary>
    public void List(Request request)
    {
        var groups = cluster.Groups.List();
        if (request.Version >= 1)
            request.Answer.Int32(0);
        request.Answer.Error(request.Injected).ArrayLength(groups.Count);
        foreach (var (id, type) in groups)
            request.Answer.String(id).String(type);
    }

    private static (string Group, JoinRequest Join) ReadJoin(Request request)
    {
        var reader = request.Reader();
        var group = reader.String();
        var session = reader.Int32();
        var rebalance = request.Version >= 1 ? reader.Int32() : session;
        var member = reader.String();
        var instance = request.Version >= 5 ? reader.NullableString() : null;
        var type = reader.String();
        var protocols = new (string, byte[])[reader.ArrayLength()];
        for (var p = 0; p < protocols.Length; p++)
            protocols[p] = (reader.String(), reader.Bytes().ToArray());
        var (sessionTimeout, rebalanceTimeout) = (TimeSpan.FromMilliseconds(session), TimeSpan.FromMilliseconds(rebalance));
        return (group, new JoinRequest(request.Client, member, instance, sessionTimeout, rebalanceTimeout, type, protocols));
    }

    private static (string Group, int Generation, string Member, string? Instance, Dictionary<string, byte[]> Assignments) ReadSync(Request request)
    {
        var reader = request.Reader();
        var (group, generation, member) = (reader.String(), reader.Int32(), reader.String());
        var instance = request.Version >= 3 ? reader.NullableString() : null;
        var assignments = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var count = reader.ArrayLength(); count > 0; count--)
        {
            var id = reader.String();
            assignments[id] = reader.Bytes().ToArray();
        }

        return (group, generation, member, instance, assignments);
    }
}
