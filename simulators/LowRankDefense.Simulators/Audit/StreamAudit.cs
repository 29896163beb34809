namespace LowRankDefense.Simulators.Audit;

/// <summary>Accounts for every record: a pure fold over what went in and what came out, each topic's partitions in offset order.</summary>
/// <remarks>An event is known by its id, a rejected record by its source partition and offset, since it may have no id or that of another.</remarks>
public sealed class StreamAudit
{
    private const int MostExamples = 10;
    private readonly Dictionary<(int Partition, long Offset), string?> input = [];
    private readonly Dictionary<string, Outcome> outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> publishedOf = new(StringComparer.Ordinal);
    private readonly HashSet<(int Partition, long Offset)> rejectedAt = [];
    private readonly Dictionary<string, long> rejections = new(StringComparer.Ordinal);
    private readonly List<string> examples = [];
    private long doubled;

    private enum Outcome
    {
        Published,
        Retracted,
        Withheld,
        Held,
    }

    /// <summary>A record that went in; its id where it has one.</summary>
    public void Input(int partition, long offset, string? id) => input[(partition, offset)] = id;

    /// <summary>An event on the sanitized stream.</summary>
    public void Sanitized(string user, string id)
    {
        if (outcomes.TryGetValue(id, out var before) && before == Outcome.Published)
            Doubled($"event {id} was published twice");
        outcomes[id] = Outcome.Published;
        if (!publishedOf.TryGetValue(user, out var published))
            publishedOf[user] = published = [];
        published.Add(id);
    }

    /// <summary>A retraction on the sanitized stream.</summary>
    public void Retracted(string user)
    {
        if (!publishedOf.Remove(user, out var published))
        {
            Doubled($"user {user} was retracted without anything published");
            return;
        }

        foreach (var id in published)
            outcomes[id] = Outcome.Retracted;
    }

    /// <summary>A record on the reject topic.</summary>
    public void Rejected(int sourcePartition, long sourceOffset, string reason)
    {
        if (!rejectedAt.Add((sourcePartition, sourceOffset)))
            Doubled($"record {sourcePartition}@{sourceOffset} was rejected twice");
        rejections[reason] = rejections.GetValueOrDefault(reason) + 1;
    }

    /// <summary>An event on the quarantined stream. Feed the sanitized stream first: a reinstated user's events are on both.</summary>
    public void Quarantined(string id)
    {
        if (!outcomes.TryAdd(id, Outcome.Withheld) && outcomes[id] == Outcome.Withheld)
            Doubled($"event {id} was withheld twice");
    }

    /// <summary>An event that a profile holds in probation, by the last state of the profile.</summary>
    public void Held(string id)
    {
        if (!outcomes.TryAdd(id, Outcome.Held))
            Doubled($"event {id} is held, though it came out elsewhere");
    }

    /// <summary>Draws the balance.</summary>
    public AuditReport Close()
    {
        var missing = 0L;
        foreach (var (place, id) in input)
        {
            var rejected = rejectedAt.Contains(place);
            if (rejected || (id is not null && outcomes.ContainsKey(id)))
                continue;
            missing++;
            Example($"record {place.Partition}@{place.Offset} ({id ?? "no id"}) came out nowhere");
        }

        return new AuditReport
        {
            In = input.Count,
            Sanitized = Count(Outcome.Published),
            Held = Count(Outcome.Held),
            Rejected = rejections,
            Quarantined = Count(Outcome.Retracted) + Count(Outcome.Withheld),
            Missing = missing,
            Doubled = doubled,
            Examples = examples,
        };
    }

    private long Count(Outcome outcome) => outcomes.Values.LongCount(o => o == outcome);

    private void Doubled(string what)
    {
        doubled++;
        Example(what);
    }

    private void Example(string what)
    {
        if (examples.Count < MostExamples)
            examples.Add(what);
    }
}
