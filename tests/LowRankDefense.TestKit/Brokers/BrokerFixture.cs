namespace LowRankDefense.TestKit.Brokers;

/// <summary>A broker that a suite runs against; started before its first test, stopped after its last.</summary>
public abstract class BrokerFixture : IAsyncLifetime
{
    /// <summary>What clients take as <c>bootstrap.servers</c>.</summary>
    public string BootstrapServers { get; protected set; } = "";

    /// <summary>Why the broker cannot be had here; null where it runs.</summary>
    public string? SkipReason { get; protected set; }

    /// <inheritdoc/>
    public abstract Task InitializeAsync();

    /// <inheritdoc/>
    public abstract Task DisposeAsync();
}
