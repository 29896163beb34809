using MathNet.Numerics.Distributions;

namespace LowRankDefense.Core.Tests.Attacks;

/// <summary>Pearson's χ² test of counts against what they should be; a right distribution fails once in a million seeds.</summary>
internal static class Frequencies
{
    private const double FalseAlarm = 1e-6;

    /// <summary>Fails where the counts do not fit.</summary>
    /// <param name="observed">Counts of the classes.</param>
    /// <param name="expected">Probabilities of the classes, up to a common factor; a class of none must not occur.</param>
    public static void ShouldFit(this int[] observed, double[] expected)
    {
        var (draws, total) = (observed.Sum(), expected.Sum());
        var (statistic, classes) = (0.0, 0);
        for (var c = 0; c < observed.Length; c++)
        {
            var mean = draws * expected[c] / total;
            if (mean == 0)
            {
                observed[c].ShouldBe(0, $"class {c} cannot occur");
                continue;
            }

            mean.ShouldBeGreaterThan(5, "χ² needs more draws");
            statistic += (observed[c] - mean) * (observed[c] - mean) / mean;
            classes++;
        }

        statistic.ShouldBeLessThan(ChiSquared.InvCDF(classes - 1, 1 - FalseAlarm));
    }

    /// <summary>Probabilities of the values of a scale when a normal deviate is rounded to the nearest of them.</summary>
    public static double[] RoundedNormal(float[] scale, double mean, double deviation)
    {
        // P(value i) = Φ(upper border of i) − Φ(lower border of i), borders halfway between neighbours
        var borders = scale.Zip(scale[1..], (a, b) => Normal.CDF(mean, deviation, (a + b) / 2.0)).Prepend(0).Append(1).ToArray();
        return [.. borders.Zip(borders[1..], (below, above) => above - below)];
    }
}
