using Confluent.Kafka;
using LowRankDefense.Numerics;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>
/// Off the consume path: while this worker owns the partition of <c>refresh-control</c>, folds the sanitized stream into a matrix and learns
/// everything anew from it, on a period or after enough interactions; meanwhile it patrols for campaigns. A refresh that fails leaves the last good models in force.
/// </summary>
internal sealed class RefreshService(
    KafkaClients clients,
    TopicOptions topics,
    RefreshOptions options,
    RefreshJob job,
    Func<PatrolTerm> beginPatrols,
    TopicSetup setup,
    ModelRegistry models,
    WorkerMetrics metrics,
    TimeProvider time,
    ILogger<RefreshService> logger
) : BackgroundService
{
    private static readonly TimeSpan ReadFor = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);
    private int failures;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled)
            return;
        var partitions = await setup.Ready.WaitAsync(stoppingToken);
        await models.Known.WaitAsync(stoppingToken);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(partitions, done, stoppingToken))
        {
            Name = "lowrank-refresh",
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
        }.Start();
        await done.Task;
    }

    private void Run(int partitions, TaskCompletionSource done, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
                RunTerm(partitions, stop);
            done.SetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            done.SetResult();
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    // From one failure of the clients to the next: each term has clients of its own.
    private void RunTerm(int partitions, CancellationToken stop)
    {
        try
        {
            using var candidate = clients.Candidate();
            candidate.Subscribe(topics.RefreshControl);
            while (!stop.IsCancellationRequested)
            {
                Poll(candidate, 200);
                if (candidate.Assignment.Count > 0)
                    Lead(candidate, partitions, stop);
            }

            candidate.Close();
        }
        catch (Exception e) when (e is KafkaException or TransactionBrokenException)
        {
            Fail("election", e, stop);
        }
    }

    private void Lead(IConsumer<byte[], byte[]> candidate, int partitions, CancellationToken stop)
    {
        Log.RefreshElected(logger);
        using var reader = new OutcomeReader(clients, topics, partitions);
        using var producer = clients.TransactionalProducer("refresh");
        producer.InitTransactions(TimeSpan.FromSeconds(30));
        using var refresh = new BackgroundRefresh(job, stop);
        var (matrix, patrols) = (new SanitizedMatrix(), beginPatrols());
        var last = time.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            Poll(candidate, 0);
            if (candidate.Assignment.Count == 0)
                return;
            reader.ReadInto(matrix, options.Patrols ? patrols.Arrivals : null, ReadFor, stop);
            // A new owner learns from no past of the stream: what was retracted since would be in it.
            if (!reader.HasReadToTheEnd || stop.IsCancellationRequested)
                continue;
            if (options.Patrols)
                Patrol(patrols, producer, stop);
            if (refresh.IsOver)
            {
                Publish(refresh, producer, stop);
                last = time.GetTimestamp();
            }

            if (!refresh.IsUnderWay && IsDue(matrix, last))
                refresh.Begin(matrix.Snapshot() with { Held = patrols.Held() });
        }
    }

    private bool IsDue(SanitizedMatrix matrix, long last) =>
        matrix.Users >= options.MinimumUsers
        && (failures > 0 || matrix.NewInteractions > 0)
        && (failures > 0 || matrix.NewInteractions >= options.AfterInteractions || time.GetElapsedTime(last) >= options.Period);

    private void Publish(BackgroundRefresh refresh, IProducer<byte[], byte[]> producer, CancellationToken stop)
    {
        try
        {
            job.Publish(refresh.Take(), producer);
            failures = 0;
        }
        catch (Exception e) when (CanBeTriedAgain(e))
        {
            Fail(job.Step, e, stop);
        }
    }

    private void Patrol(PatrolTerm patrols, IProducer<byte[], byte[]> producer, CancellationToken stop)
    {
        try
        {
            if (patrols.IsDue(options.MinimumUsers, options.PatrolAfterUsers, options.PatrolPeriod))
                patrols.Run(producer, stop);
            else if (patrols.IsGlanceDue())
                patrols.Glance(producer, stop);
        }
        catch (Exception e) when (CanBeTriedAgain(e))
        {
            metrics.RefreshFailures.Inc();
            Log.RefreshFailed(logger, "patrol", options.PatrolPeriod, e);
            patrols.PutOff(options.PatrolPeriod);
        }
    }

    private static bool CanBeTriedAgain(Exception e) =>
        e is ArgumentException or NumericalBreakdownException or KafkaTxnRequiresAbortException or InvalidOperationException;

    private void Fail(string step, Exception e, CancellationToken stop)
    {
        metrics.RefreshFailures.Inc();
        var seconds = Math.Min(options.Period.TotalSeconds, FirstRetry.TotalSeconds * Math.Pow(2, Math.Min(10, failures++)));
        var delay = TimeSpan.FromSeconds(seconds);
        Log.RefreshFailed(logger, step, delay, e);
        stop.WaitHandle.WaitOne(delay);
    }

    private void Poll(IConsumer<byte[], byte[]> candidate, int milliseconds)
    {
        try
        {
            candidate.Consume(milliseconds);
        }
        catch (ConsumeException e) when (!e.Error.IsFatal)
        {
            Log.ClientError(logger, candidate.Name, e.Error.Code.ToString(), e.Error.Reason);
        }
    }
}
