using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Interactions;

/// <summary>What an event must satisfy to be accepted.</summary>
public sealed record InteractionOptions : IValidatableObject
{
    /// <summary>The largest record value, in bytes.</summary>
    /// <value>16,384; 128 to 1,048,576.</value>
    [Range(128, 1_048_576)]
    public int MaximumBytes { get; init; } = 16_384;

    /// <summary>The longest event, user or item id, in UTF-8 bytes.</summary>
    /// <value>256; 1 to 1,024.</value>
    [Range(1, 1_024)]
    public int MaximumIdBytes { get; init; } = 256;

    /// <summary>The smallest accepted value.</summary>
    /// <value>0.</value>
    public float MinimumValue { get; init; }

    /// <summary>The largest accepted value.</summary>
    /// <value>1,000.</value>
    public float MaximumValue { get; init; } = 1_000;

    /// <summary>How far a timestamp may lie in the future.</summary>
    /// <value>5 minutes; 0 to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaximumSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!float.IsFinite(MinimumValue) || !float.IsFinite(MaximumValue) || MinimumValue >= MaximumValue)
            yield return new ValidationResult(
                $"{nameof(MinimumValue)} ({MinimumValue}) must lie below {nameof(MaximumValue)} ({MaximumValue}): set both to the scale of your values.",
                [nameof(MinimumValue)]
            );
    }
}
