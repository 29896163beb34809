using Confluent.Kafka;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowRankDefense.Streaming.Tests.Kafka;

public class KafkaClientsTests
{
    [Fact]
    public void Clients_ShouldBeNamedAfterTheWorker()
    {
        using var reader = Clients().Reader(AutoOffsetReset.Earliest);
        using var producer = Clients().TransactionalProducer("loop-0");

        reader.Name.ShouldStartWith("worker-0#");
        producer.Name.ShouldStartWith("worker-0#");
    }

    [Fact]
    public void Properties_ShouldReachEveryClient_AndOverrideWhatTheWorkerSets()
    {
        var clients = Clients(("client.id", "mine"));

        string[] names = [.. EveryClient(clients)];

        names.Length.ShouldBe(5);
        names.ShouldAllBe(n => n.StartsWith("mine#"));
    }

    [Fact]
    public void UnknownProperty_ShouldBeNamed()
    {
        var clients = Clients(("securty.protocol", "ssl"));

        Should.Throw<InvalidOperationException>(() => clients.Reader(AutoOffsetReset.Earliest)).Message.ShouldContain("securty.protocol");
    }

    [Fact]
    public void BadPropertyValue_ShouldBeNamed()
    {
        var clients = Clients(("security.protocol", "carrier-pigeon"));

        Should.Throw<ArgumentException>(() => clients.TransactionalProducer("x")).Message.ShouldContain("carrier-pigeon");
    }

    [Fact]
    public async Task Client_ShouldLogThatNobodyIsThere_EvenBeforeItIsMade()
    {
        var log = new CollectedLog();
        var clients = new KafkaClients(new KafkaOptions { BootstrapServers = "127.0.0.1:1" }, log);

        using var admin = clients.Admin();

        await Eventually.Holds(() => log.Lines.Any(l => l.Contains("Connection refused")), "the refusal is logged");
        log.Lines.ShouldContain(l => l.StartsWith("Warning: Kafka client worker-0#producer-"));
    }

    private static IEnumerable<string> EveryClient(KafkaClients clients)
    {
        using var loop = clients.LoopConsumer(0, _ => { });
        yield return loop.Name;
        using var reader = clients.Reader(AutoOffsetReset.Error);
        yield return reader.Name;
        using var candidate = clients.Candidate();
        yield return candidate.Name;
        using var producer = clients.TransactionalProducer("loop-0");
        yield return producer.Name;
        using var admin = clients.Admin();
        yield return admin.Name;
    }

    private static KafkaClients Clients(params (string Name, string Value)[] properties) =>
        new(
            // Nobody listens there, and nobody needs to: clients connect by themselves, later.
            new KafkaOptions
            {
                BootstrapServers = "127.0.0.1:1",
                Properties = properties.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
            },
            NullLoggerFactory.Instance
        );
}
