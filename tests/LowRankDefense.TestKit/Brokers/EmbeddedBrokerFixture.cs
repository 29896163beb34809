using LowRankDefense.EmbeddedBroker;
using LowRankDefense.EmbeddedBroker.Configuration;

namespace LowRankDefense.TestKit.Brokers;

/// <summary>The embedded broker.</summary>
public sealed class EmbeddedBrokerFixture : BrokerFixture
{
    private KafkaBroker? broker;

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        broker = await KafkaBroker.StartAsync(new BrokerOptions());
        BootstrapServers = broker.BootstrapServers;
    }

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        if (broker is not null)
            await broker.DisposeAsync();
    }
}
