namespace LowRankDefense.Core.Attacks;

/// <summary>An item that a fake has besides its targets.</summary>
/// <param name="Item">Column of the item.</param>
/// <param name="Value">Its value, on the scale of the data.</param>
public readonly record struct Filler(int Item, float Value);
