using Confluent.Kafka;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>One consumer, one transactional producer, the stages and the stores of its partitions, on one thread; what it sends and commits goes out on a second.</summary>
internal sealed class TransactionalLoop : IDisposable
{
    private const int IdleMilliseconds = 50;
    private const int TimedOneIn = 64;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly int number;
    private readonly LoopServices services;
    private readonly IServiceScope scope;
    private readonly IProducer<byte[], byte[]> producer;
    private readonly IConsumer<byte[], byte[]> consumer;
    private readonly OwnedPartitions partitions;
    private readonly TransactionSender sender;
    private readonly Cycle cycle;
    private readonly ProfileReviews reviews;
    private readonly Rebalancing rebalancing;
    private int untilTimed = 1;

    /// <summary>A loop with clients and stages of its own.</summary>
    /// <param name="number">Number of the loop in this worker, from 0.</param>
    /// <param name="services">What it shares with the others.</param>
    /// <param name="scope">Where its stages come from; disposed with the loop.</param>
    public TransactionalLoop(int number, LoopServices services, IServiceScope scope)
    {
        (this.number, this.services, this.scope) = (number, services, scope);
        producer = services.Clients.TransactionalProducer($"loop-{number}");
        consumer = services.Clients.LoopConsumer(
            number,
            builder =>
                builder
                    .SetPartitionsAssignedHandler((client, assigned) => rebalancing!.Assign(client, assigned))
                    .SetPartitionsRevokedHandler((_, revoked) => rebalancing!.Revoke(revoked))
                    .SetPartitionsLostHandler((_, lost) => rebalancing!.Lose(lost))
        );
        partitions = new OwnedPartitions(services.Metrics);
        sender = new TransactionSender(producer, services.Clients.TransactionTimeout, $"lowrank-send-{number}", services.Metrics);
        var stages = new StageList(scope.ServiceProvider.GetServices<IStage>(), services.Metrics);
        cycle = new Cycle(number, services, stages, partitions, sender, consumer);
        reviews = new ProfileReviews(number, services, partitions, cycle);
        rebalancing = new Rebalancing(number, services, partitions, cycle);
    }

    /// <summary>Consumes until <paramref name="stop"/>; then finishes the cycle and leaves the stores consistent.</summary>
    public void Run(CancellationToken stop)
    {
        producer.InitTransactions(Timeout);
        consumer.Subscribe(services.Topics.Interactions);
        while (!stop.IsCancellationRequested)
        {
            services.Health.Pulse(number);
            Step();
        }

        cycle.Commit();
        consumer.Close();
        rebalancing.ThrowIfFailed();
    }

    /// <inheritdoc/>
    /// <remarks>The stores are closed before the consumer, which may never end: whoever owns their partitions next opens them.</remarks>
    public void Dispose()
    {
        sender.Dispose();
        partitions.Dispose();
        scope.Dispose();
        if (!ClientEnd.Of(consumer, ClientEnd.Patience))
            Log.ConsumerLeftBehind(services.Logger, number);
    }

    private void Step()
    {
        try
        {
            cycle.Poll();
            if (!cycle.IsOpen)
                reviews.Run();
            var result = Next();
            rebalancing.ThrowIfFailed();
            if (result is not null)
                cycle.Process(partitions[result.Partition.Value], result.Message, result.Offset.Value);
            if (cycle.IsDue)
                cycle.Seal();
        }
        catch (KafkaTxnRequiresAbortException e)
        {
            cycle.AbortAndRewind(e.Error.Reason);
        }
        catch (ConsumeException e) when (!e.Error.IsFatal)
        {
            Log.ClientError(services.Logger, consumer.Name, e.Error.Code.ToString(), e.Error.Reason);
        }
    }

    private ConsumeResult<byte[], byte[]>? Next()
    {
        if (Fetched() is { } result)
            return result;
        if (cycle.MayEnd)
        {
            // Detectors are adopted between cycles: an event that comes now would open the next one, and on a steady stream there is always one.
            cycle.Seal();
            return null;
        }

        cycle.Flush();
        using var timed = new Timing(services.Waiting);
        return consumer.Consume(WaitMilliseconds());
    }

    // What the client has fetched already, without waiting.
    private ConsumeResult<byte[], byte[]>? Fetched()
    {
        if (--untilTimed > 0)
            return consumer.Consume(0);
        untilTimed = TimedOneIn;
        using var timed = new Timing(services.Consuming, TimedOneIn);
        return consumer.Consume(0);
    }

    private int WaitMilliseconds()
    {
        if (cycle.IsOpen)
            return (int)Math.Clamp(cycle.Patience.TotalMilliseconds, 0, IdleMilliseconds);
        return reviews.HasWork() ? 0 : IdleMilliseconds;
    }
}
