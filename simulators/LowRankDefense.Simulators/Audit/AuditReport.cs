namespace LowRankDefense.Simulators.Audit;

/// <summary>Where every event that went in came out.</summary>
public sealed record AuditReport
{
    /// <summary>Records that went in.</summary>
    public required long In { get; init; }

    /// <summary>Events on the sanitized stream, net of retractions.</summary>
    public required long Sanitized { get; init; }

    /// <summary>Events held in probation.</summary>
    public required long Held { get; init; }

    /// <summary>Records rejected, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Rejected { get; init; }

    /// <summary>Events retracted, or withheld from the start.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Records that came out nowhere; the first few are in <see cref="Examples"/>.</summary>
    public required long Missing { get; init; }

    /// <summary>Effects that happened twice; the first few are in <see cref="Examples"/>.</summary>
    public required long Doubled { get; init; }

    /// <summary>What is missing or doubled, for a person.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Sanitized + held + rejected + quarantined = in, each exactly once.</summary>
    public bool Balances => Missing == 0 && Doubled == 0 && Sanitized + Held + Rejected.Values.Sum() + Quarantined == In;
}
