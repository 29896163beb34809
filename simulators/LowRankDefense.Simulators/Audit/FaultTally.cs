namespace LowRankDefense.Simulators.Audit;

/// <summary>Counts faults and keeps the first few of each kind as examples.</summary>
internal sealed class FaultTally
{
    private const int ExamplesPerKind = 3;
    private readonly Dictionary<AuditFault, long> counts = [];
    private readonly List<string> examples = [];

    /// <summary>How often each kind was found.</summary>
    public IReadOnlyDictionary<AuditFault, long> Counts => counts;

    /// <summary>The first few of each kind: <c>Kind: what and where</c>.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Takes a fault down.</summary>
    public void Add(AuditFault fault, string what)
    {
        var count = counts[fault] = counts.GetValueOrDefault(fault) + 1;
        if (count <= ExamplesPerKind)
            examples.Add($"{fault}: {what}");
    }
}
