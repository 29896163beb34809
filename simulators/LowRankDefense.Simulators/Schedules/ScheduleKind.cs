namespace LowRankDefense.Simulators.Schedules;

/// <summary>How the fakes of an attack, and their clicks, lie in time.</summary>
public enum ScheduleKind
{
    /// <summary>All within one short window.</summary>
    Burst,

    /// <summary>In several bursts, each with an equal share of the fakes.</summary>
    Waves,

    /// <summary>One fake after the other, all clicks evenly over the rest of the stream.</summary>
    Drip,

    /// <summary>When genuine users click: arrivals, pauses and the time of day are theirs.</summary>
    Mimicry,
}
