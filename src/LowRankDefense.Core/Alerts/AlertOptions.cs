using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Alerts;

/// <summary>When suspects count as a burst, and which items count as pushed.</summary>
public sealed record AlertOptions
{
    /// <summary>Length of the sliding window over users found fake.</summary>
    /// <value>10 minutes; 1 second to 7 days.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Users found fake within the window that make a burst.</summary>
    /// <value>5 users; 2 to 100,000.</value>
    [Range(2, 100_000)]
    public int MinimumSuspects { get; init; } = 5;

    /// <summary>Share of the suspects that must have an item before it can be named.</summary>
    /// <value>0.3; 0.05 to 1.</value>
    [Range(0.05, 1.0)]
    public double MinimumShare { get; init; } = 0.3;

    /// <summary>Largest probability, over all items, that so many suspects would have an item by chance.</summary>
    /// <value>1e-6: one item named in vain in a million alerts; 1e-15 to 0.1.</value>
    [Range(1e-15, 0.1)]
    public double MaximumPValue { get; init; } = 1e-6;

    /// <summary>The most users an alert names, the newest; an alert has to fit in a record of its topic, whatever the size of the burst.</summary>
    /// <value>500 users; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int NamedUsers { get; init; } = 500;

    /// <summary>The most items an alert names.</summary>
    /// <value>10; 1 to 100.</value>
    [Range(1, 100)]
    public int NamedItems { get; init; } = 10;
}
