using LowRankDefense.Core.Detection;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Streaming.Refresh;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>What refreshes of tests learn from.</summary>
internal static class Snapshots
{
    /// <summary>When they begin: 14 November 2023, 22:13:20.123 UTC.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    /// <summary>Ann has x and y, Ben y and z with ratings, Cem x.</summary>
    public static SanitizedSnapshot Three() =>
        new(CsrMatrix.FromEntries(3, 3, [(0, 0, 1f), (0, 1, 2f), (1, 1, 5f), (1, 2, 3f), (2, 0, 4f)]), ["ann", "ben", "cem"], ["x", "y", "z"]);

    public static SanitizedSnapshot Of(TrainingProfiles profiles) =>
        new(profiles.Profiles, [.. Enumerable.Range(0, profiles.Profiles.Rows).Select(u => $"u-{u}")], profiles.Items);

    public static RefreshRun Run(SanitizedSnapshot? snapshot = null, ulong seed = 1) => new(snapshot ?? Three(), Now, seed);
}
