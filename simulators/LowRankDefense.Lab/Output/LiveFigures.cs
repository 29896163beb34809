namespace LowRankDefense.Lab.Output;

/// <summary>Where a guarded stream stands.</summary>
/// <param name="Progress">Share of the stream that was sent, 0 to 1.</param>
/// <param name="EventsPerSecond">Mean rate of sending so far.</param>
/// <param name="Flagged">Users whose newest verdict is fake.</param>
/// <param name="Fakes">Fake users injected.</param>
/// <param name="TruePositives">Flagged users who are injected fakes.</param>
/// <param name="FalsePositives">Flagged users who are genuine.</param>
/// <param name="Exposure">Share of the genuine users with recommendations who are shown a target, 0 to 1; null where it is not known yet.</param>
internal sealed record LiveFigures(
    double Progress,
    double EventsPerSecond,
    int Flagged,
    int Fakes,
    int TruePositives,
    int FalsePositives,
    double? Exposure
);
