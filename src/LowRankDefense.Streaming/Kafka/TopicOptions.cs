using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>Names of the topics, and how missing ones are created.</summary>
public sealed record TopicOptions : IValidatableObject
{
    /// <summary>Events in, keyed by user.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Interactions { get; init; } = "interactions";

    /// <summary>Events that cannot be accepted, with the reason in headers.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Rejected { get; init; } = "interactions.rejected";

    /// <summary>Events that passed, and retractions.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Sanitized { get; init; } = "interactions.sanitized";

    /// <summary>Events of users found fake.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Quarantined { get; init; } = "interactions.quarantined";

    /// <summary>Verdicts, compacted by user.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Verdicts { get; init; } = "verdicts";

    /// <summary>Bursts of fake users.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Alerts { get; init; } = "alerts";

    /// <summary>Recommendations, compacted by user.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Recommendations { get; init; } = "recommendations";

    /// <summary>Reconstructed profiles, compacted by user.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Reconstructions { get; init; } = "reconstructions";

    /// <summary>Models in chunks, compacted, one partition.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Models { get; init; } = "models";

    /// <summary>Changes of profiles, compacted by user: what the stores are rebuilt from.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Changelog { get; init; } = "profiles.changelog";

    /// <summary>Elects the worker that refreshes; one partition, never written to.</summary>
    [Required(AllowEmptyStrings = false)]
    public string RefreshControl { get; init; } = "refresh-control";

    /// <summary>Partitions of the topics keyed by user, when the worker creates them. Fixed for good: choose it for the largest deployment foreseen.</summary>
    /// <value>4; 1 to 1,024.</value>
    [Range(1, 1_024)]
    public int Partitions { get; init; } = 4;

    /// <summary>Replicas of the topics, when the worker creates them.</summary>
    /// <value>1; 1 to 15.</value>
    [Range(1, 15)]
    public short Replicas { get; init; } = 1;

    /// <summary>Topics whose partition count must equal that of <see cref="Interactions"/>: a user's records stay in one partition number.</summary>
    internal IReadOnlyList<string> CoPartitioned => [Interactions, Rejected, Sanitized, Quarantined, Verdicts, Changelog];

    private (string Option, string Topic)[] Names =>
        [
            (nameof(Interactions), Interactions),
            (nameof(Rejected), Rejected),
            (nameof(Sanitized), Sanitized),
            (nameof(Quarantined), Quarantined),
            (nameof(Verdicts), Verdicts),
            (nameof(Alerts), Alerts),
            (nameof(Recommendations), Recommendations),
            (nameof(Reconstructions), Reconstructions),
            (nameof(Models), Models),
            (nameof(Changelog), Changelog),
            (nameof(RefreshControl), RefreshControl),
        ];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var same in Names.GroupBy(n => n.Topic, n => n.Option, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return new ValidationResult($"all are '{same.Key}': give these topics names of their own.", [.. same]);
    }
}
