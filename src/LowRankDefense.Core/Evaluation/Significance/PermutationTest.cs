using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Evaluation.Significance;

/// <summary>The paired permutation test over users: under the hypothesis, which system gave which value of a user is a coin flip.</summary>
/// <remarks>
/// Fisher (1935); Smucker, Allan &amp; Carterette (CIKM 2007) recommend it for rankings. Exact where all sign patterns are no more than the flips asked
/// for; else sampled, with the observed pattern counted among the samples, so that p is never 0 (Phipson &amp; Smyth 2010). One seed gives one p.
/// </remarks>
public static class PermutationTest
{
    private const int PatternsPerChunk = 256;

    // Sums in another order differ in their last bits: patterns as extreme as the observed one are to count as such.
    private const double Slack = 1e-12;

    /// <summary>Statistic: the mean of first − second.</summary>
    /// <param name="first">One value per user.</param>
    /// <param name="second">The other system's values of the same users.</param>
    /// <param name="flips">Sign patterns drawn, 1 or more, such as 10,000.</param>
    /// <param name="random">Draws the signs; not used where the test is exact.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no pairs, or a value is not finite.</exception>
    public static TestResult Compute(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int flips, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(flips);
        var differences = Differences.Of(first, second);
        var sum = differences.Sum();
        // Equal pairs look the same whichever way the coin falls.
        double[] unequal = [.. differences.Where(d => d != 0.0)];
        var extreme = Math.Abs(sum) - (Slack * unequal.Sum(Math.Abs));
        return new TestResult(
            sum / differences.Length,
            unequal.Length < 31 && 1L << unequal.Length <= flips ? Exact(unequal, extreme) : Sampled(unequal, extreme, flips, random)
        );
    }

    private static double Exact(double[] differences, double extreme)
    {
        var patterns = 1 << differences.Length;
        return (double)CountExtreme(patterns, chunk => null, (pattern, _) => Math.Abs(SignedSum(differences, (ulong)pattern)) >= extreme) / patterns;
    }

    private static double Sampled(double[] differences, double extreme, int flips, SeededRandom random)
    {
        var streams = new SeededRandom[Cores.ChunksOf(flips, PatternsPerChunk)];
        for (var c = 0; c < streams.Length; c++)
            streams[c] = random.Split();
        var count = CountExtreme(flips, chunk => streams[chunk], (_, stream) => Math.Abs(RandomSum(differences, stream!)) >= extreme);
        // p = (1 + patterns at least as extreme) / (1 + patterns)
        return (1.0 + count) / (1.0 + flips);
    }

    private static long CountExtreme(int patterns, Func<int, SeededRandom?> streamOf, Func<int, SeededRandom?, bool> isExtreme)
    {
        var counts = new long[Cores.ChunksOf(patterns, PatternsPerChunk)];
        Cores.ForEachChunk(
            patterns,
            PatternsPerChunk,
            chunk =>
            {
                var stream = streamOf(chunk.Index);
                for (var p = chunk.Start; p < chunk.End; p++)
                    counts[chunk.Index] += isExtreme(p, stream) ? 1 : 0;
            }
        );
        return counts.Sum();
    }

    private static double RandomSum(double[] differences, SeededRandom random)
    {
        const int signsPerDraw = 64;
        var sum = 0.0;
        for (var start = 0; start < differences.Length; start += signsPerDraw)
            sum += SignedSum(differences.AsSpan(start, Math.Min(signsPerDraw, differences.Length - start)), random.NextUInt64());
        return sum;
    }

    // Σ ± d_u with the signs in the bits of the pattern
    private static double SignedSum(ReadOnlySpan<double> differences, ulong pattern)
    {
        var sum = 0.0;
        for (var u = 0; u < differences.Length; u++)
            sum += (pattern >> u & 1) == 0 ? differences[u] : -differences[u];
        return sum;
    }
}
