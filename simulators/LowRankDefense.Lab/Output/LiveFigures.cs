namespace LowRankDefense.Lab.Output;

/// <summary>Where a guarded stream stands.</summary>
/// <param name="Progress">Share of the stream that was sent, 0 to 1.</param>
/// <param name="EventsPerSecond">Mean rate of sending so far.</param>
/// <param name="Acting">Fakes of whom something was sent.</param>
/// <param name="Found">Fakes that are flagged.</param>
/// <param name="FalseAlarms">Genuine users ever flagged.</param>
/// <param name="Unguarded">Over time, share of the genuine users who would be shown a target without the guard, 0 to 1.</param>
/// <param name="Guarded">The same of those who are shown one with it.</param>
/// <param name="Doing">What the guard has done, the newest last.</param>
internal sealed record LiveFigures(
    double Progress,
    double EventsPerSecond,
    int Acting,
    int Found,
    int FalseAlarms,
    IReadOnlyList<double> Unguarded,
    IReadOnlyList<double> Guarded,
    IReadOnlyList<string> Doing
);
