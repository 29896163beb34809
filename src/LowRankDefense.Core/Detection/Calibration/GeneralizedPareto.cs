namespace LowRankDefense.Core.Detection.Calibration;

/// <summary>Generalized Pareto distribution of what exceeds a high threshold: what tails are like in the limit.</summary>
/// <remarks>Pickands (1975); Coles, "An Introduction to Statistical Modeling of Extreme Values" (2001), §4.2.</remarks>
/// <param name="Scale">σ, above 0.</param>
/// <param name="Shape">ξ: 0 is an exponential tail, below 0 it ends, above 0 it is heavy.</param>
internal readonly record struct GeneralizedPareto(double Scale, double Shape)
{
    // The tails of bounded scores are nearly exponential; few excesses say little about the shape: ξ ~ N(0, 0.1²).
    private const double ShapeDeviation = 0.1;
    private const double LeastShape = -0.3;
    private const double LargestShape = 0.4;
    private const double ShapeStep = 0.05;
    private const double ScaleStep = 0.05;

    // e² times the mean excess, either way.
    private const double LargestLogScale = 2;
    private const double LeastScale = 1e-6;

    /// <summary>P(Y &gt; y) = (1 + ξy / σ)^(−1/ξ).</summary>
    public double Survival(double excess)
    {
        if (Shape == 0)
            return Math.Exp(-excess / Scale);
        var rest = 1 + (Shape * excess / Scale);
        return rest <= 0 ? 0 : Math.Pow(rest, -1 / Shape);
    }

    /// <summary>The excess that is exceeded with probability <paramref name="p"/>, above 0 to 1.</summary>
    public double Quantile(double p) => Shape == 0 ? -Scale * Math.Log(p) : Scale / Shape * (Math.Pow(p, -Shape) - 1);

    /// <summary>The most likely distribution of excesses of which only those up to <paramref name="limit"/> are looked at.</summary>
    /// <param name="excesses">Excesses of at most the limit, at least one, none below 0.</param>
    /// <param name="limit">Beyond it nothing is known, neither values nor how many; infinity where all are given.</param>
    public static GeneralizedPareto Fit(ReadOnlySpan<double> excesses, double limit)
    {
        var mean = 0.0;
        foreach (var excess in excesses)
            mean += excess / excesses.Length;
        var (best, most) = (new GeneralizedPareto(Math.Max(mean, LeastScale), 0), double.NegativeInfinity);
        for (var k = 0; k <= Math.Round((LargestShape - LeastShape) / ShapeStep); k++)
        {
            // Rounded, that ξ = 0 is among them.
            var shape = Math.Round(LeastShape + (k * ShapeStep), 2);
            for (var logScale = -LargestLogScale; logScale <= LargestLogScale; logScale += ScaleStep)
            {
                var candidate = new GeneralizedPareto(Math.Max(mean, LeastScale) * Math.Exp(logScale), shape);
                var likelihood = candidate.LogLikelihood(excesses, limit);
                if (likelihood > most)
                    (best, most) = (candidate, likelihood);
            }
        }

        return best;
    }

    // Σ ln f(y) − m ln F(limit) + ln prior(ξ)
    private double LogLikelihood(ReadOnlySpan<double> excesses, double limit)
    {
        var sum = -(Shape * Shape) / (2 * ShapeDeviation * ShapeDeviation);
        foreach (var excess in excesses)
        {
            var rest = 1 + (Shape * excess / Scale);
            if (rest <= 0)
                return double.NegativeInfinity;
            sum -= Shape == 0 ? excess / Scale : ((1 / Shape) + 1) * Math.Log(rest);
        }

        return sum - (excesses.Length * (Math.Log(Scale) + Math.Log(1 - Survival(limit))));
    }
}
