using LowRankDefense.Core.Detection;

namespace LowRankDefense.Core.Verdicts;

/// <summary>What several detectors say together, where none of them says enough.</summary>
/// <remarks>
/// <para>
/// Fisher's method: were their p-values independent for genuine users, S = −Σ ln p over k of them would be at least s with probability
/// e^−s Σ_{j &lt; k} s^j / j! at most. It holds over a whole life: each p is the chance of ever being so small, and S is never above the sum of the largest.
/// A detector that finds nothing (p of ½ and more) does not count, neither for nor against.
/// </para>
/// <para>
/// They are not quite independent: whose clicks do not follow from one another is odd to more than one detector. What that costs was measured, see the
/// design notes.
/// </para>
/// </remarks>
public static class JointEvidence
{
    private const double Finding = 0.5;

    // Above it no sum is long enough to matter, and the logarithm can be spared.
    private const double Unremarkable = 1e-3;

    // One detector alone has its own threshold.
    private const int Fewest = 2;

    /// <summary>Chance that a genuine user ever looks so suspicious to all of those detectors that find something.</summary>
    /// <param name="assessments">What each detector in force says.</param>
    /// <returns>0 to 1; 1 where fewer than two find something, or what they find is nothing remarkable.</returns>
    public static double PValue(ReadOnlySpan<Assessment> assessments)
    {
        var (product, count) = (1.0, 0);
        foreach (ref readonly var assessment in assessments)
        {
            // NaN is not below.
            if (!(assessment.PValue < Finding))
                continue;
            product *= assessment.PValue;
            count++;
        }

        return count < Fewest || product > Unremarkable ? 1 : product * Poisson(-Math.Log(Math.Max(product, double.Epsilon)), count);
    }

    // Σ_{j < k} s^j / j!
    private static double Poisson(double s, int k)
    {
        var (sum, term) = (0.0, 1.0);
        for (var j = 0; j < k; j++)
        {
            sum += term;
            term *= s / (j + 1);
        }

        return sum;
    }
}
