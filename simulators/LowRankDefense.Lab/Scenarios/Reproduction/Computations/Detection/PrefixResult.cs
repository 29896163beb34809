namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;

/// <summary>What is found of fakes, and of genuine users, by the first of their clicks. Who was found once stays found.</summary>
/// <param name="Fakes">Share of the fakes that are called fake, for each number of clicks.</param>
/// <param name="Genuine">The same of genuine users.</param>
internal sealed record PrefixResult(double[] Fakes, double[] Genuine)
{
    /// <summary>At the threshold that a share of the genuine users is ever above: an operator has one for all numbers of clicks.</summary>
    /// <param name="fakes">By number of clicks, the decision on each fake.</param>
    /// <param name="genuine">The same of genuine users.</param>
    /// <param name="budget">That share.</param>
    public static PrefixResult Of(double[][] fakes, double[][] genuine, double budget)
    {
        double[] ever = [.. Enumerable.Range(0, genuine[0].Length).Select(u => genuine.Max(own => own[u])).OrderDescending()];
        var threshold = ever[(int)(budget * ever.Length)];
        return new PrefixResult(Above(fakes, threshold), Above(genuine, threshold));
    }

    /// <summary>By the number of clicks up to the verdict.</summary>
    /// <param name="fakes">Of each fake; null where there is none.</param>
    /// <param name="genuine">The same of genuine users.</param>
    /// <param name="lengths">Numbers of clicks.</param>
    public static PrefixResult Of(int?[] fakes, int?[] genuine, IReadOnlyList<int> lengths) => new(Within(fakes, lengths), Within(genuine, lengths));

    private static double[] Within(int?[] delays, IReadOnlyList<int> lengths) =>
        [.. lengths.Select(n => (double)delays.Count(d => d <= n) / delays.Length)];

    private static double[] Above(double[][] decisions, double threshold)
    {
        var isFound = new bool[decisions[0].Length];
        return Array.ConvertAll(
            decisions,
            own =>
            {
                for (var u = 0; u < own.Length; u++)
                    isFound[u] |= own[u] > threshold;
                return (double)isFound.Count(f => f) / own.Length;
            }
        );
    }
}
