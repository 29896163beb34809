namespace LowRankDefense.Simulators.Datasets;

/// <summary>One line of a data set.</summary>
/// <param name="User">User id as it stands in the file.</param>
/// <param name="Item">Item id as it stands in the file.</param>
/// <param name="Value">Strength, finite; 1 where the file has none.</param>
/// <param name="Timestamp">When it happened, Unix milliseconds; null where the file does not say.</param>
public readonly record struct Rating(string User, string Item, float Value, long? Timestamp);
