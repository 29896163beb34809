using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Alerts;

/// <summary>When convictions count as a burst, and which items count as pushed.</summary>
public sealed record AlertOptions
{
    /// <summary>Length of the sliding window over convictions.</summary>
    /// <value>10 minutes; 1 second to 7 days.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Users convicted within the window that make a burst.</summary>
    /// <value>5 users; 2 to 100,000.</value>
    [Range(2, 100_000)]
    public int MinimumSuspects { get; init; } = 5;

    /// <summary>Share of the suspects that must have an item before it can be named.</summary>
    /// <value>0.3; 0.05 to 1.</value>
    [Range(0.05, 1.0)]
    public double MinimumShare { get; init; } = 0.3;

    /// <summary>Standard deviations above the item's share among all users that make an item pushed.</summary>
    /// <value>6; 2 to 100.</value>
    [Range(2.0, 100.0)]
    public double MinimumDeviation { get; init; } = 6.0;

    /// <summary>The most items an alert names.</summary>
    /// <value>10; 1 to 100.</value>
    [Range(1, 100)]
    public int NamedItems { get; init; } = 10;
}
