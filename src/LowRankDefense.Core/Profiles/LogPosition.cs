namespace LowRankDefense.Core.Profiles;

/// <summary>How far the log of a profile has come: what the next record builds on. The default is a profile that has no record yet.</summary>
/// <param name="Generation">Number of the newest snapshot: the deltas that name it are those behind it.</param>
/// <param name="SnapshotBytes">Bytes of that snapshot; 0 where there is none.</param>
/// <param name="Deltas">Deltas behind it.</param>
/// <param name="DeltaBytes">Bytes of these.</param>
/// <param name="TotalEvents">The profile's, as of the newest record: what was accepted since is not logged.</param>
/// <param name="FirstSeen">The profile's, as of the newest record.</param>
/// <param name="ScoredBy">The profile's, as of the newest record.</param>
internal readonly record struct LogPosition(
    uint Generation,
    int SnapshotBytes,
    int Deltas,
    int DeltaBytes,
    long TotalEvents,
    long FirstSeen,
    string? ScoredBy
);
