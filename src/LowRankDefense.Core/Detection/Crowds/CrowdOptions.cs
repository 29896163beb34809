using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>How odd crowds are looked for; one set of values for all data.</summary>
public sealed record CrowdOptions : IValidatableObject
{
    /// <summary>An item is looked at where the window has so many deviations more of its clicks than the history predicts: a mild surge will do.</summary>
    /// <value>1.5; 0 to 20.</value>
    [Range(0.0, 20.0)]
    public double SurgeDeviations { get; init; } = 1.5;

    /// <summary>Fewer clickers are no crowd.</summary>
    /// <value>6; 3 to 1,000,000.</value>
    [Range(3, 1_000_000)]
    public int FewestClickers { get; init; } = 6;

    /// <summary>Fewer members are nobody: what is left of the clickers when those who were to be expected are taken out.</summary>
    /// <value>5; 2 to 1,000,000.</value>
    [Range(2, 1_000_000)]
    public int FewestMembers { get; init; } = 5;

    /// <summary>
    /// A crowd is odd where it is so many times as far from what is expected as the farthest of the items it is held against; where what is clicked drifts, half
    /// as many again by what the last users teach.
    /// </summary>
    /// <value>2.25; 1 to 1,000.</value>
    [Range(1.0, 1_000.0)]
    public double LeastRatio { get; init; } = 2.25;

    /// <summary>The same for an item that members of known crowds have surprisingly often: where one of several items is pushed, so are the others.</summary>
    /// <value>1; 0 to 1,000.</value>
    [Range(0.0, 1_000.0)]
    public double SharedRatio { get; init; } = 1;

    /// <summary>Nats of surprise, how many of the clickers of such an item are members of known crowds.</summary>
    /// <value>3; 0 to 1,000.</value>
    [Range(0.0, 1_000.0)]
    public double SharedNats { get; init; } = 3;

    /// <summary>A known crowd that is less than so many times as far is none: its users are released.</summary>
    /// <value>0.5; 0 to 1,000.</value>
    [Range(0.0, 1_000.0)]
    public double KeptRatio { get; init; } = 0.5;

    /// <summary>Standard deviations by which a crowd is less coherent than the clickers of other items: the fans of a theme are more coherent, not less.</summary>
    /// <value>0.3; 0 to 10.</value>
    [Range(0.0, 10.0)]
    public double Incoherence { get; init; } = 0.3;

    /// <summary>
    /// Members who have more in common than that, besides the item and in multiples of chance, have to be odd by the pairs of their clicks as well.
    /// </summary>
    /// <value>7; 1 to 1,000,000.</value>
    [Range(1.0, 1_000_000.0)]
    public double UsualAffinity { get; init; } = 7;

    /// <summary>
    /// Members who have so many times more in common, besides the item, than chance would have it are no crowd: a community that is new, or a campaign.
    /// </summary>
    /// <value>15; 1 to 1,000,000.</value>
    [Range(1.0, 1_000_000.0)]
    public double MostAffinity { get; init; } = 15;

    /// <summary>Items of like number of clickers that a crowd is held against.</summary>
    /// <value>200; 30 to 100,000.</value>
    [Range(30, 100_000)]
    public int NearestItems { get; init; } = 200;

    /// <summary>The most odd crowds looked for in one window, one after the other, each without the members of those before.</summary>
    /// <value>12; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MostCrowds { get; init; } = 12;

    /// <summary>Posterior log odds beyond which a clicker is a member, nats.</summary>
    /// <value>2; 0 to 100.</value>
    [Range(0.0, 100.0)]
    public double MemberNats { get; init; } = 2;

    /// <summary>Whether members of a crowd are found fake; without it crowds are told of and nobody is held for them.</summary>
    /// <value>true.</value>
    public bool HoldMembers { get; init; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UsualAffinity > MostAffinity)
            yield return new ValidationResult(
                $"is {UsualAffinity}, above {nameof(MostAffinity)}, {MostAffinity}: it would say nothing.",
                [nameof(UsualAffinity)]
            );
    }
}
