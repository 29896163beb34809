using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Lab.Brokers;

/// <summary>Sends events to the interactions topic, keyed by user, at a rate or as fast as it goes.</summary>
internal static class EventSender
{
    // Where events are paced, somebody may ask how long each takes: it waits for others as long as the worker's own records do, and no longer.
    private const double PacedLinger = 5;
    private const double FlatOutLinger = 10;

    /// <summary>Sends <paramref name="events"/> and waits until the broker has them.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">Interactions topic.</param>
    /// <param name="events">Events, in order.</param>
    /// <param name="perSecond">Rate; 0 for flat out.</param>
    /// <param name="sent">Told how many were sent so far.</param>
    /// <param name="stop">Stops between events.</param>
    /// <returns>How many events the broker has.</returns>
    /// <exception cref="KafkaException">The broker did not take one of them.</exception>
    public static long Send(
        BrokerAddress bootstrap,
        string topic,
        IEnumerable<Interaction> events,
        double perSecond,
        Action<long> sent,
        CancellationToken stop
    )
    {
        using var producer = Clients.Producer(bootstrap, perSecond > 0 ? PacedLinger : FlatOutLinger);
        Error? refused = null;
        var watch = Stopwatch.StartNew();
        var count = 0L;
        foreach (var interaction in events)
        {
            stop.ThrowIfCancellationRequested();
            Produce(producer, topic, interaction, report => refused = report.Error.IsError ? report.Error : refused);
            if (refused is not null)
                throw new KafkaException(refused);
            sent(++count);
            if (count == 1 && perSecond > 0)
            {
                // The first one waits for the connection, and the others are not to: that is not the way of an event.
                producer.Flush(stop);
                watch.Restart();
            }

            if (perSecond > 0 && count / perSecond - watch.Elapsed.TotalSeconds is > 0.005 and var ahead)
                stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(ahead));
        }

        producer.Flush(stop);
        return refused is null ? count : throw new KafkaException(refused);
    }

    private static void Produce(
        IProducer<byte[], byte[]> producer,
        string topic,
        in Interaction interaction,
        Action<DeliveryReport<byte[], byte[]>> delivered
    )
    {
        var message = new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(interaction.User), Value = InteractionWriter.Write(interaction) };
        while (true)
        {
            try
            {
                producer.Produce(topic, message, delivered);
                return;
            }
            catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                // The client's buffer is full: wait until it has sent some of it.
                producer.Flush(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
