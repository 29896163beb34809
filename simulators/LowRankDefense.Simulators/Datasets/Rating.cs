namespace LowRankDefense.Simulators.Datasets;

/// <summary>One line of a data set.</summary>
/// <param name="User">User id as it stands in the file.</param>
/// <param name="Item">Item id as it stands in the file.</param>
/// <param name="Value">Strength, finite; 1 where the file has none.</param>
/// <param name="Timestamp">When it happened, Unix milliseconds; null where the file does not say.</param>
public readonly record struct Rating(string User, string Item, float Value, long? Timestamp)
{
    /// <summary>Of a fake in data without times: share of the stream that comes before it, 0 to 1; null where the file does not say.</summary>
    public float? Place { get; init; }
}
