using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Sanitization;

/// <summary>How new users are admitted to the sanitized stream.</summary>
public sealed record AdmissionOptions
{
    /// <summary>Publish at once and retract, or hold until enough is known.</summary>
    /// <value><see cref="AdmissionMode.Immediate"/>.</value>
    public AdmissionMode Mode { get; init; } = AdmissionMode.Immediate;

    /// <summary>Distinct items after which a probation ends (Probation only); not above the profile's capacity.</summary>
    /// <value>10 items; 1 to 512.</value>
    [Range(1, 512)]
    public int HoldEvents { get; init; } = 10;

    /// <summary>Time since the first event after which a probation ends (Probation only).</summary>
    /// <value>10 minutes; 0 to 30 days.</value>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(10);
}
