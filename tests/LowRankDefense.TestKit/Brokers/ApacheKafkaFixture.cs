using LowRankDefense.Simulators.Crashes;

namespace LowRankDefense.TestKit.Brokers;

/// <summary>
/// Apache Kafka: the one <c>KAFKA_BOOTSTRAP_SERVERS</c> names, or a node of its own from the <c>shared/kafka</c> folder beside the checkout.
/// </summary>
public sealed class ApacheKafkaFixture : BrokerFixture
{
    private KafkaNode? node;

    /// <summary>The script that runs a node.</summary>
    public static string Script { get; } = Checkout.Beside("shared", "kafka", "start");

    /// <summary>Why there can be no node here; null where there can.</summary>
    public static string? WhyNone =>
        !File.Exists(Script) ? "There is no shared/kafka beside the checkout and KAFKA_BOOTSTRAP_SERVERS is not set."
        : !HasJava() ? "Apache Kafka needs a Java runtime (openjdk-17-jre-headless)."
        : null;

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP_SERVERS") is { Length: > 0 } servers)
        {
            BootstrapServers = servers;
            return;
        }

        SkipReason = WhyNone;
        if (SkipReason is not null)
            return;
        node = await KafkaNode.StartAsync(Script);
        BootstrapServers = node.BootstrapServers;
    }

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        if (node is not null)
            await node.DisposeAsync();
    }

    private static bool HasJava() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "java")));
}
