using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Handlers;

/// <summary>Sends each request to the handler of its API.</summary>
internal sealed class RequestHandler(Cluster cluster)
{
    private readonly MetadataHandlers metadata = new(cluster);
    private readonly ProduceHandler produce = new(cluster);
    private readonly FetchHandler fetch = new(cluster);
    private readonly ListOffsetsHandler listOffsets = new(cluster);
    private readonly TopicHandlers topics = new(cluster);
    private readonly GroupHandlers groups = new(cluster);
    private readonly OffsetHandlers offsets = new(cluster);
    private readonly TransactionHandlers transactions = new(cluster);

    /// <summary>Writes the answer; false where the client wants none.</summary>
    public ValueTask<bool> Handle(Request request, CancellationToken stop) =>
        request.Api switch
        {
            ApiKey.Produce => ValueTask.FromResult(produce.Handle(request)),
            ApiKey.Fetch => fetch.Handle(request, stop),
            ApiKey.JoinGroup => groups.Join(request, stop),
            ApiKey.SyncGroup => groups.Sync(request, stop),
            ApiKey.ApiVersions => Done(() => metadata.ApiVersions(request)),
            ApiKey.Metadata => Done(() => metadata.Metadata(request)),
            ApiKey.FindCoordinator => Done(() => metadata.FindCoordinator(request)),
            ApiKey.ListOffsets => Done(() => listOffsets.Handle(request)),
            ApiKey.CreateTopics => Done(() => topics.Create(request)),
            ApiKey.DeleteTopics => Done(() => topics.Delete(request)),
            ApiKey.Heartbeat => Done(() => groups.Heartbeat(request)),
            ApiKey.LeaveGroup => Done(() => groups.Leave(request)),
            ApiKey.ListGroups => Done(() => groups.List(request)),
            ApiKey.OffsetCommit => Done(() => offsets.Commit(request)),
            ApiKey.OffsetFetch => Done(() => offsets.Fetch(request)),
            ApiKey.InitProducerId => Done(() => transactions.Initialise(request)),
            ApiKey.AddPartitionsToTxn => Done(() => transactions.AddPartitions(request)),
            ApiKey.AddOffsetsToTxn => Done(() => transactions.AddOffsets(request)),
            ApiKey.EndTxn => Done(() => transactions.End(request)),
            ApiKey.TxnOffsetCommit => Done(() => transactions.CommitOffsets(request)),
            _ => throw new ProtocolException($"There is no handler for {request.Api}."),
        };

    private static ValueTask<bool> Done(Action handle)
    {
        handle();
        return ValueTask.FromResult(true);
    }
}
