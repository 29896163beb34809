namespace LowRankDefense.Benchmarks.Growth;

/// <summary>What the events of a case cost.</summary>
/// <param name="Case">The case.</param>
/// <param name="Stages">Microseconds an event through the stages, reading the profile from the store where it is not cached.</param>
/// <param name="Seal">Microseconds an event for encoding what has changed.</param>
/// <param name="Write">Microseconds an event for storing it; the worker does this on its other thread.</param>
/// <param name="Changed">Bytes an event of what is encoded, keys included.</param>
/// <param name="Allocated">Bytes an event taken from the heap, reading profiles and encoding included.</param>
internal sealed record GrowthResult(GrowthCase Case, double Stages, double Seal, double Write, double Changed, double Allocated)
{
    /// <summary>Events a second of one thread that does all of it.</summary>
    public double EventsPerSecond => 1e6 / (Stages + Seal + Write);

    public string ToMarkdown(double first) =>
        FormattableString.Invariant(
            $"| {Case.Series} | {Case.Size:N0} | {EventsPerSecond:N0} | {EventsPerSecond / first:0.00} | {Stages:0.00} | {Seal:0.00} | {Write:0.00} | {Changed:N0} | {Allocated:N0} |"
        );
}
