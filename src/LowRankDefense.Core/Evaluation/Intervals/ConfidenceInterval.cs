namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>Bounds between which a quantity lies with the confidence that was asked for.</summary>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound, not below <paramref name="Low"/>.</param>
public readonly record struct ConfidenceInterval(double Low, double High);

/// <summary>How bounds are read off the values of a statistic on resamples (Efron &amp; Tibshirani 1993).</summary>
public enum IntervalMethod
{
    /// <summary>Bias-corrected and accelerated, BCa (§14.3): quantiles moved by the bias and the skewness of the statistic; second-order accurate.</summary>
    BiasCorrectedAccelerated,

    /// <summary>Percentile (§13.3): the quantiles themselves.</summary>
    Percentile,
}
