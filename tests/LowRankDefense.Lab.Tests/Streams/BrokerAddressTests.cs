using System.Collections.Concurrent;
using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.Lab.Brokers;

namespace LowRankDefense.Lab.Tests.Streams;

public class BrokerAddressTests
{
    [Fact]
    public void Address_ShouldHaveThePropertiesThatTheWorkerIsGiven()
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Kafka:Properties:security.protocol"] = "SASL_SSL",
            ["kafka:properties:sasl.username"] = "guard",
            ["Kafka:GroupId"] = "g",
        };

        var address = BrokerAddress.Of("kafka:9093", settings)!;

        address.Servers.ShouldBe("kafka:9093");
        address.Properties.ShouldBe(
            new Dictionary<string, string> { ["security.protocol"] = "SASL_SSL", ["sasl.username"] = "guard" },
            ignoreOrder: true
        );
    }

    [Fact]
    public void Address_ShouldBeThatOfTheSettings_WhereNoOtherIsGiven()
    {
        var settings = new Dictionary<string, string?> { ["Kafka:BootstrapServers"] = "there:1" };

        BrokerAddress.Of(null, settings)!.Servers.ShouldBe("there:1");
        BrokerAddress.Of("here:1", settings)!.Servers.ShouldBe("here:1");
        BrokerAddress.Of(null, new Dictionary<string, string?>()).ShouldBeNull("nobody says where it is");
    }

    [Fact]
    public async Task EveryClient_ShouldHaveTheProperties()
    {
        var asked = new ConcurrentBag<string>();
        await using var broker = await KafkaBroker.StartAsync(
            new BrokerOptions
            {
                Faults = (_, _, client) =>
                {
                    asked.Add(client ?? "");
                    return FaultAction.None;
                },
            }
        );
        var address = new BrokerAddress(broker.BootstrapServers, new Dictionary<string, string> { ["client.id"] = "guest" });

        Clients.Reach(address);
        await Clients.EnsureTopic(address, "t", 1);
        Clients.Partitions(address, "t").ShouldBe(1);
        using (var producer = Clients.Producer(address))
            await producer.ProduceAsync("t", new() { Key = [1], Value = [2] });
        using (var producer = Clients.TransactionalProducer(address, "tx"))
            producer.InitTransactions(Clients.Patience);
        TopicDump.Read(address, "t", _ => { }).ShouldBe(1);
        await Clients.DeleteTopics(address, ["t"]);

        asked.ShouldNotBeEmpty();
        asked.Distinct().ShouldBe(["guest"]);
    }
}
