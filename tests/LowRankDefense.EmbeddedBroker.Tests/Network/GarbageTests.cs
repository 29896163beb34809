using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EmbeddedBroker.Tests.Network;

public sealed class GarbageTests(EmbeddedBrokerFixture broker) : IClassFixture<EmbeddedBrokerFixture>
{
    [Fact]
    public async Task Broker_ShouldGoOn_WhenGarbageArrives()
    {
        var random = new SeededRandom(1);
        for (var attempt = 0; attempt < 50; attempt++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPEndPoint.Parse(broker.BootstrapServers));
            var garbage = new byte[1 + random.NextInt(200)];
            for (var i = 0; i < garbage.Length; i++)
                garbage[i] = (byte)random.NextInt(256);
            if (attempt % 2 == 0 && garbage.Length > 8)
                (garbage[0], garbage[1], garbage[2], garbage[3]) = (0, 0, 0, (byte)(garbage.Length - 4));
            await client.GetStream().WriteAsync(garbage);
        }

        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.BootstrapServers }).Build();
        admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers.Count.ShouldBe(1);
    }
}
