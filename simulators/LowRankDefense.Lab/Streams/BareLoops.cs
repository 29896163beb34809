using LowRankDefense.Lab.Measuring;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Lab.Streams;

/// <summary>As many bare loops as the worker has loops, each on a thread of its own.</summary>
internal static class BareLoops
{
    /// <summary>Makes the topics as the worker does and copies records until <paramref name="stop"/>.</summary>
    /// <param name="worker">The services of a worker, which need not run: clients, topics and cycles are its own.</param>
    /// <param name="stop">Ends the loops.</param>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker refuses, or is gone.</exception>
    public static async Task Run(IServiceProvider worker, CancellationToken stop)
    {
        var (clients, topics) = (worker.GetRequiredService<KafkaClients>(), worker.GetRequiredService<TopicOptions>());
        var options = worker.GetRequiredService<PipelineOptions>();
        var count = options.LoopsFor(await worker.GetRequiredService<TopicSetup>().EnsureAsync());
        // One that fails ends them all.
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => OwnThread.Run(() => RunOne(number), CancellationToken.None)));

        void RunOne(int number)
        {
            try
            {
                using var loop = new BareLoop(number, clients, options, topics);
                loop.Run(failing.Token);
            }
            catch
            {
                failing.Cancel();
                throw;
            }
        }
    }
}
