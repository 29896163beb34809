namespace LowRankDefense.Lab.Scenarios.Replay.Runs;

/// <summary>The settings of one run of a replay.</summary>
/// <param name="Values">Settings of the worker, <c>Section:Key</c> → value.</param>
/// <param name="Outputs">The topics that belong to this run alone.</param>
internal sealed record RunSettings(IReadOnlyDictionary<string, string?> Values, IReadOnlyList<string> Outputs)
{
    /// <summary>The same with other settings, those that were asked for by the user excepted.</summary>
    /// <param name="others"><c>Section:Key</c> → value.</param>
    /// <param name="asked">What the user asked for.</param>
    public RunSettings With(IReadOnlyDictionary<string, string?> others, IReadOnlyDictionary<string, string?> asked)
    {
        var values = new Dictionary<string, string?>(Values, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in others.Where(o => !asked.Keys.Contains(o.Key, StringComparer.OrdinalIgnoreCase)))
            values[key] = value;
        return this with { Values = values };
    }

    /// <summary>The stream it reads.</summary>
    public string Interactions => Values["Topics:Interactions"]!;

    /// <summary>The stream it writes.</summary>
    public string Sanitized => Values["Topics:Sanitized"]!;

    /// <summary>Its consumer group.</summary>
    public string Group => Values["Kafka:GroupId"]!;

    /// <summary>The folder of its stores.</summary>
    public string State => Values["State:Directory"]!;
}
