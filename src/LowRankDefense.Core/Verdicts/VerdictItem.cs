namespace LowRankDefense.Core.Verdicts;

/// <summary>An item that weighed in a score.</summary>
/// <param name="Item">Item id.</param>
/// <param name="Weight">How much lower the decision value would be without it.</param>
public readonly record struct VerdictItem(string Item, float Weight);
