namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>The acceleration â of BCa intervals, from what the statistic becomes when one value is left out.</summary>
internal static class Acceleration
{
    /// <summary>â of the mean: leaving out x_i moves it by (x_i − x̄)/(n − 1), and the factor cancels.</summary>
    public static double OfMean(ReadOnlySpan<double> values, double mean)
    {
        var (squares, cubes) = (0.0, 0.0);
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
            cubes += (value - mean) * (value - mean) * (value - mean);
        }

        return Ratio(cubes, squares);
    }

    /// <summary>â of a statistic of several independent samples (Efron &amp; Tibshirani 1993, eq. 14.15; for several samples, Efron 1987, §8).</summary>
    /// <param name="leftOut">For every sample, the statistic with each of its values left out in turn.</param>
    public static double OfSamples(params ReadOnlySpan<double[]> leftOut)
    {
        var (squares, cubes) = (0.0, 0.0);
        foreach (var sample in leftOut)
        {
            var (n, mean) = ((double)sample.Length, sample.Average());
            // U_i = (n − 1)(θ̂_(·) − θ̂_(i));  â = Σ_s Σ_i U³/n³ / 6 (Σ_s Σ_i U²/n²)^{3/2}
            foreach (var value in sample)
            {
                var influence = (n - 1.0) * (mean - value) / n;
                squares += influence * influence;
                cubes += influence * influence * influence;
            }
        }

        return Ratio(cubes, squares);
    }

    // A statistic that nothing moves has no skewness.
    private static double Ratio(double cubes, double squares) => squares > 0.0 ? cubes / (6.0 * Math.Pow(squares, 1.5)) : 0.0;
}
