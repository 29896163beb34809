using LowRankDefense.Lab.Scenarios.Replay;

namespace LowRankDefense.Lab.Scenarios.Crashes;

/// <summary>What a crash test is asked for.</summary>
internal sealed record CrashRequest
{
    /// <summary>What is sent, and to a worker with which settings.</summary>
    public required ReplayRequest Stream { get; init; }

    /// <summary>Events per second.</summary>
    /// <value>8,000; above 0.</value>
    public double PerSecond { get; init; } = 8_000;

    /// <summary>How often the worker is killed.</summary>
    public int WorkerKills { get; init; }

    /// <summary>How often the broker is killed; above 0 only with <see cref="Kafka"/>.</summary>
    public int BrokerKills { get; init; }

    /// <summary>Script that runs Apache Kafka, as <see cref="Simulators.Crashes.KafkaNode"/> has it; null for the embedded broker.</summary>
    public string? Kafka { get; init; }

    /// <summary>Folder for the evidence: what the node keeps, and what the worker says. Null to keep none.</summary>
    public string? Keep { get; init; }
}
