namespace LowRankDefense.Core.Evaluation.Significance;

/// <summary>The outcome of a two-sided test of the hypothesis that two systems are equally good.</summary>
/// <param name="Statistic">What was measured; the test says what it is.</param>
/// <param name="PValue">Probability, under the hypothesis, of a statistic at least as far from what is expected; 0 .. 1.</param>
public readonly record struct TestResult(double Statistic, double PValue);

/// <summary>What paired tests look at: first − second, user by user.</summary>
internal static class Differences
{
    /// <summary>first − second.</summary>
    /// <exception cref="ArgumentException">Lengths differ, there are too few pairs, or a value is not finite.</exception>
    public static double[] Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int atLeast = 1)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"{first.Length} values cannot be paired with {second.Length}.", nameof(second));
        if (first.Length < atLeast)
            throw new ArgumentException($"{first.Length} pairs are too few: {atLeast} or more are needed.", nameof(first));
        var differences = new double[first.Length];
        for (var u = 0; u < differences.Length; u++)
        {
            differences[u] = first[u] - second[u];
            if (!double.IsFinite(differences[u]))
                throw new ArgumentException($"Pair {u} is {first[u]} and {second[u]}: only finite values can be compared.", nameof(first));
        }

        return differences;
    }
}
