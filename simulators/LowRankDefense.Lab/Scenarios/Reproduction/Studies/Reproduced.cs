using LowRankDefense.Core.Evaluation.Intervals;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>A figure that was computed for several seeds, beside the one that was published.</summary>
/// <param name="Values">One a seed, one at least.</param>
/// <param name="Published">What the paper has; null where it has nothing.</param>
internal sealed record Reproduced(IReadOnlyList<double> Values, double? Published = null)
{
    // Figures of the paper have four decimals.
    private const double HalfUnit = 0.00005;

    /// <summary>Mean over the seeds.</summary>
    public double Mean => Values.Average();

    /// <summary>Standard deviation over the seeds; null of one.</summary>
    public double? Deviation => Values.Count < 2 ? null : Math.Sqrt(Values.Sum(v => (v - Mean) * (v - Mean)) / (Values.Count - 1));

    /// <summary>95 % interval of the mean (Student's t); null of one seed.</summary>
    public ConfidenceInterval? Interval => Values.Count < 2 ? null : StudentInterval.Compute(Values);

    /// <summary>
    /// Whether the published figure lies in the interval, widened by half a unit of its last digit; else by how much this one is above or below it.
    /// Empty where nothing was published, or there is one seed only.
    /// </summary>
    public string Verdict
    {
        get
        {
            if (Published is not { } published || Interval is not { } interval)
                return "";
            return published >= interval.Low - HalfUnit && published <= interval.High + HalfUnit
                ? "agrees"
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"differs by {Mean - published:+0.0000;-0.0000}");
        }
    }
}
