using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Simulators.Schedules;

/// <summary>When an attack happens. Places and lengths are shares of the organic stream, counted in its events.</summary>
public sealed record ScheduleOptions : IValidatableObject
{
    private const double ShortLength = 0.02;

    /// <summary>How the fakes lie in time.</summary>
    /// <value><see cref="ScheduleKind.Burst"/>.</value>
    public ScheduleKind Kind { get; init; }

    /// <summary>Where the attack begins.</summary>
    /// <value>0.5; 0 up to but without 1.</value>
    [Range(0, 0.999_999)]
    public double Start { get; init; } = 0.5;

    /// <summary>How long it is; of waves each.</summary>
    /// <value>null: 0.02 for a burst and a wave, at most the rest of the stream, which it is for the others; above 0, up to 1 − <see cref="Start"/>.</value>
    [Range(1e-6, 1.0)]
    public double? Length { get; init; }

    /// <summary>Number of waves; they begin evenly between <see cref="Start"/> and so that the last ends with the stream.</summary>
    /// <value>3; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int Waves { get; init; } = 3;

    /// <summary>Where each wave begins, ascending, in place of <see cref="Start"/> and <see cref="Waves"/>.</summary>
    /// <value>none.</value>
    public IReadOnlyList<double> WaveStarts { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var windows = Windows();
        if (windows.Any(w => !(w.From >= 0 && w.Until <= 1)))
            yield return new ValidationResult(
                "the attack must begin and end within the stream, 0 to 1: begin earlier, or make it shorter.",
                [nameof(Length)]
            );
        if (windows.Zip(windows.Skip(1)).Any(w => w.First.Until > w.Second.From))
            yield return new ValidationResult(
                "a wave must have ended where the next begins: take fewer or shorter ones, and give their places in ascending order.",
                [nameof(Length)]
            );
    }

    /// <summary>The stretches of the stream in which fakes act, in their order.</summary>
    internal IReadOnlyList<(double From, double Until)> Windows()
    {
        var starts = Kind == ScheduleKind.Waves ? Starts() : [Start];
        return [.. starts.Select(start => (start, Ends(start + LengthFrom(start))))];
    }

    private IReadOnlyList<double> Starts()
    {
        if (WaveStarts.Count > 0)
            return WaveStarts;
        var last = 1 - LengthFrom(Start);
        return [.. Enumerable.Range(0, Waves).Select(w => Waves == 1 ? Start : Start + ((last - Start) * w / (Waves - 1)))];
    }

    private double LengthFrom(double start) =>
        Length ?? (Kind is ScheduleKind.Burst or ScheduleKind.Waves ? Math.Min(ShortLength, 1 - start) : 1 - start);

    // Sums of shares that are one may be a little more.
    private static double Ends(double share) => share is > 1 and < 1 + 1e-9 ? 1 : share;
}
