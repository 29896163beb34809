namespace LowRankDefense.Streaming.Pipeline;

/// <summary>What the services of a worker wait for before they start.</summary>
internal sealed class PipelineReady
{
    private readonly TaskCompletionSource<int> topics = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource models = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the partition count once all topics exist.</summary>
    public Task<int> TopicsExist => topics.Task;

    /// <summary>Completes once the models topic was read to its end for the first time: only then is "no detector" a fact.</summary>
    public Task ModelsKnown => models.Task;

    public void TopicsCreated(int partitions) => topics.TrySetResult(partitions);

    public void ModelsRead() => models.TrySetResult();
}
