using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Where a patrol looks.</summary>
public sealed record PatrolOptions
{
    /// <summary>Sizes of the windows that end with the newest user, ascending: few fakes in a burst stand out in a small one, many over a long time in a large one.</summary>
    /// <value>50 users and its doubles up to 12,800.</value>
    [MinLength(1)]
    public IReadOnlyList<int> Windows { get; init; } = [50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800];

    /// <summary>Share of the users of the first patrol that are history whatever comes: no window reaches into them.</summary>
    /// <value>0.6; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double OldestShare { get; init; } = 0.6;

    /// <summary>A group with more than this share of users who were released from a closed campaign is none: it is the same theme again.</summary>
    /// <value>0.3; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double MostReleased { get; init; } = 0.3;
}
