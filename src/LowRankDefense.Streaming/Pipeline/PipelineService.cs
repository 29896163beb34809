using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>Runs the loops: waits for the broker, makes the topics, and starts a broken loop anew with fresh clients.</summary>
internal sealed class PipelineService(
    TopicSetup setup,
    Func<int, TransactionalLoop> loops,
    PipelineOptions options,
    PipelineHealth health,
    ModelRegistry models,
    WorkerMetrics metrics,
    TimeProvider time,
    ILogger<PipelineService> logger
) : BackgroundService
{
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var partitions = await Retrying(e => e is not InvalidOperationException).ExecuteAsync(async _ => await setup.EnsureAsync(), stoppingToken);
        var count = options.LoopsFor(partitions);
        health.Expect(count);
        await models.Known.WaitAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, count).Select(loop => OnThread(() => Supervise(loop, stoppingToken), loop)));
    }

    private void Supervise(int number, CancellationToken stop)
    {
        var retrying = Retrying(_ => true);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                retrying.Execute(_ => RunOnce(number, stop), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void RunOnce(int number, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        using var loop = loops(number);
        try
        {
            loop.Run(stop);
        }
        catch (Exception e) when (time.GetElapsedTime(started) > Healthy || stop.IsCancellationRequested)
        {
            // It ran well for a while: start anew at once, with the waiting time back at its beginning.
            Log.LoopBroken(logger, number, e);
            metrics.LoopRestarts.Inc();
        }
        finally
        {
            health.Running(number, isRunning: false);
        }
    }

    private ResiliencePipeline Retrying(Func<Exception, bool> worth) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } e and not OperationCanceledException && worth(e)),
                    MaxRetryAttempts = int.MaxValue,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(250),
                    MaxDelay = TimeSpan.FromSeconds(15),
                    OnRetry = args =>
                    {
                        Log.StartRetried(logger, args.AttemptNumber + 1, args.Outcome.Exception!.Message);
                        metrics.LoopRestarts.Inc();
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();

    private static Task OnThread(Action run, int number)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                run();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            Name = $"lowrank-loop-{number}",
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }
}
