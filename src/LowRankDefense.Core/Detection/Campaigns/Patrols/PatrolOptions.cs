using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Where a patrol looks.</summary>
public sealed record PatrolOptions : IValidatableObject
{
    /// <summary>Users of the smallest window that ends with the newest one: few fakes in a burst stand out there.</summary>
    /// <value>50; 10 to 1,000,000.</value>
    [Range(10, 1_000_000)]
    public int SmallestWindow { get; init; } = 50;

    /// <summary>The largest window, in users, where many fakes over a long time stand out; between the two every window is the double of the one before.</summary>
    /// <value>12,800; 10 to 1,000,000, not below <see cref="SmallestWindow"/>.</value>
    [Range(10, 1_000_000)]
    public int LargestWindow { get; init; } = 12_800;

    /// <summary>Share of the users of the first patrol that are history whatever comes: no window reaches into them.</summary>
    /// <value>0.6; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double OldestShare { get; init; } = 0.6;

    /// <summary>A group with more than this share of users who were released from a closed campaign is none: it is the same theme again.</summary>
    /// <value>0.3; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double MostReleased { get; init; } = 0.3;

    /// <summary>A campaign that would hold more than this share of the users of the largest window is suspended: nobody is held by it until somebody has looked. A crowd that would is none.</summary>
    /// <value>0.3; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double MostHeld { get; init; } = 0.3;

    /// <summary>The most users kept in mind; where there are more, the oldest quarter is forgotten.</summary>
    /// <value>100,000; 100 to 10,000,000.</value>
    [Range(100, 10_000_000)]
    public int MostUsers { get; init; } = 100_000;

    /// <summary>
    /// A user who clicks again after so many others have come begins a new row: aged accounts that turn are seen among those who are active with them,
    /// not where they once came.
    /// </summary>
    /// <value>1,000; 1 to 10,000,000.</value>
    [Range(1, 10_000_000)]
    public int EpisodeUsers { get; init; } = 1_000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LargestWindow < SmallestWindow)
            yield return new ValidationResult($"is {LargestWindow}, below the smallest window of {SmallestWindow}.", [nameof(LargestWindow)]);
    }

    // Whether somebody has to look before so many of the users in mind are held together.
    internal bool AreTooMany(int held, int users) => held > MostHeld * Math.Max(SmallestWindow, Math.Min(LargestWindow, users));

    // The smallest, its doubles, and the largest.
    internal IEnumerable<int> Windows()
    {
        for (var window = SmallestWindow; window < LargestWindow; window *= 2)
            yield return window;
        yield return LargestWindow;
    }
}
