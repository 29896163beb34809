namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>What a replay is asked for.</summary>
internal sealed record ReplayRequest
{
    /// <summary>Folder or file of a data set.</summary>
    public required string Data { get; init; }

    /// <summary>Name of an attack to inject, or null.</summary>
    public string? Attack { get; init; }

    /// <summary>File of fakes to inject, or null; not together with <see cref="Attack"/>.</summary>
    public string? FakesFile { get; init; }

    /// <summary>File of what is true of the fakes of <see cref="FakesFile"/>; null for that beside it, where there is one.</summary>
    public string? TruthFile { get; init; }

    /// <summary>Fakes of <see cref="Attack"/> per genuine user.</summary>
    public double Share { get; init; }

    /// <summary>Ids of the items that <see cref="Attack"/> pushes, null draws some; or what the fakes of the file are known to push.</summary>
    public string[]? Targets { get; init; }

    /// <summary>How often the stream is sent, each time as other users.</summary>
    /// <value>1; 1 to 1,000.</value>
    public int Repeat { get; init; } = 1;

    /// <summary>How fast it is sent, and so what is measured.</summary>
    /// <value>Flat out, before the worker starts: throughput.</value>
    public SendRate Rate { get; init; }

    /// <summary>Measurements of throughput.</summary>
    /// <value>3; 1 to 100.</value>
    public int Rounds { get; init; } = 3;

    /// <summary>Whether a bare loop is measured, too.</summary>
    /// <value>true.</value>
    public bool Baseline { get; init; } = true;

    /// <summary>Whether the time of the worker's threads is shown by what it went into.</summary>
    public bool Profile { get; init; }

    /// <summary>A broker that runs already; null for the embedded one.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>Whether the stream may be sent into a topic that is there already, behind what it holds.</summary>
    public bool IntoExisting { get; init; }

    /// <summary>Process of that broker, where it runs on this machine; null where nobody knows.</summary>
    public int? BrokerPid { get; init; }

    /// <summary>Settings of the worker, <c>Section:Key</c> → value.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Seed of the attack and of the detector.</summary>
    public ulong Seed { get; init; }
}
