namespace LowRankDefense.Simulators.Audit;

/// <summary>Where every record that went in came out, and what is wrong with it.</summary>
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

    /// <summary>How often each fault was found; only those that were.</summary>
    public required IReadOnlyDictionary<AuditFault, long> Faults { get; init; }

    /// <summary>The first few faults of each kind, for a person: <c>Kind: what and where</c>.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Times that <see cref="AuditFault.Missing"/> was found.</summary>
    public long Missing => Faults.GetValueOrDefault(AuditFault.Missing);

    /// <summary>Times that <see cref="AuditFault.Doubled"/> was found.</summary>
    public long Doubled => Faults.GetValueOrDefault(AuditFault.Doubled);

    /// <summary>No fault of any kind, and sanitized + held + rejected + quarantined = in.</summary>
    public bool Balances => Faults.Count == 0 && Sanitized + Held + Rejected.Values.Sum() + Quarantined == In;
}
