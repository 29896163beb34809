using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.EndToEnd.Tests.Fuzz;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EndToEnd.Tests;

/// <summary>Whatever arrives, the worker goes on, every bad record is kept with its reason, and memory stays flat.</summary>
public sealed class FuzzedInputTests(EmbeddedBrokerFixture broker) : IClassFixture<EmbeddedBrokerFixture>
{
    private const int Bad = 10_000;
    private const int Good = 20_000;
    private const long MostGrowth = 300L << 20;

    [Fact]
    public async Task Worker_ShouldRejectEveryFuzzedRecordAndProcessEveryGoodOne()
    {
        var topics = new TopicOptions();
        await using var system = await LocalSystem.Start(broker.BootstrapServers);
        await system.StartWorker(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Refresh:Enabled"] = "false" }, CancellationToken.None);
        using var lag = new Lag(broker.BootstrapServers, new KafkaOptions().GroupId, topics.Interactions);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Send(topics.Interactions);
        await lag.WaitFor(Bad + Good, _ => { }, CancellationToken.None);

        var report = StreamAuditor.Audit(broker.BootstrapServers, topics);
        report.Rejected.Values.Sum().ShouldBe(Bad);
        report.Sanitized.ShouldBe(Good);
        report.Balances.ShouldBeTrue(string.Join('\n', report.Examples));
        report.Rejected.Keys.ShouldContain("malformed");
        report.Rejected.Keys.ShouldContain("oversized");
        report.Rejected.Keys.ShouldContain("unknown-version");
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(MostGrowth);
    }

    private void Send(string topic)
    {
        var fuzz = new FuzzedRecords(5);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using var producer = Clients.Producer(broker.BootstrapServers);
        for (var i = 0; i < Bad + Good; i++)
        {
            if (i % 3 == 0)
            {
                var record = fuzz.Next();
                var headers = record.SchemaVersion is null
                    ? null
                    : new Headers { { RecordHeaders.SchemaVersion, Encoding.UTF8.GetBytes(record.SchemaVersion) } };
                Produce(producer, topic, record.Key, record.Value, headers);
                continue;
            }

            var user = $"good-{i % 500}";
            Produce(
                producer,
                topic,
                Encoding.UTF8.GetBytes(user),
                InteractionWriter.Write(new Interaction($"g-{i}", user, $"item-{i % 700}", 1f, now)),
                null
            );
        }

        producer.Flush(CancellationToken.None);
    }

    private static void Produce(IProducer<byte[], byte[]> producer, string topic, byte[]? key, byte[] value, Headers? headers)
    {
        while (true)
        {
            try
            {
                producer.Produce(
                    topic,
                    new Message<byte[], byte[]>
                    {
                        Key = key!,
                        Value = value,
                        Headers = headers,
                    }
                );
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
