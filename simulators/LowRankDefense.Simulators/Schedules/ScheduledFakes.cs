using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Schedules;

/// <summary>Fakes that have their times.</summary>
/// <param name="Ratings">In the order in which they were given, each with its time, or its place in a stream that has no times.</param>
/// <param name="Waves">The wave of each fake, from 1; empty where there are none.</param>
public sealed record ScheduledFakes(IReadOnlyList<Rating> Ratings, IReadOnlyDictionary<string, int> Waves);
