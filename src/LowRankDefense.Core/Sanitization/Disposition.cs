namespace LowRankDefense.Core.Sanitization;

/// <summary>What a judgement does to the streams.</summary>
/// <param name="Event">What becomes of the event at hand, if there is one.</param>
/// <param name="Past">What becomes of the user's earlier events.</param>
public readonly record struct Disposition(EventFate Event, PastFate Past);
