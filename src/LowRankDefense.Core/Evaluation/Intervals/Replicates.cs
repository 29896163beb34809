using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using MathNet.Numerics.Distributions;

namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>The values of a statistic on resamples of the data, ascending, and the bounds read off them.</summary>
internal sealed class Replicates
{
    private const int ResamplesPerChunk = 50;
    private readonly double[] sorted;

    private Replicates(double[] sorted) => this.sorted = sorted;

    /// <summary>Computes <paramref name="count"/> replicates on all cores; every chunk of them has a random stream of its own, so that their number does not depend on the cores.</summary>
    public static Replicates Compute<TScratch>(int count, SeededRandom random, Func<TScratch> scratch, Func<SeededRandom, TScratch, double> replicate)
    {
        var streams = new SeededRandom[Cores.ChunksOf(count, ResamplesPerChunk)];
        for (var c = 0; c < streams.Length; c++)
            streams[c] = random.Split();
        var values = new double[count];
        Cores.ForEachChunk(
            count,
            ResamplesPerChunk,
            scratch,
            (chunk, own) =>
            {
                for (var b = chunk.Start; b < chunk.End; b++)
                    values[b] = replicate(streams[chunk.Index], own);
            }
        );
        Array.Sort(values);
        return new Replicates(values);
    }

    /// <summary>The quantiles (1 − level)/2 and (1 + level)/2.</summary>
    public ConfidenceInterval Percentile(double level) => new(Quantile((1.0 - level) / 2.0), Quantile((1.0 + level) / 2.0));

    /// <summary>The quantiles that bias and acceleration move these to (Efron &amp; Tibshirani 1993, eq. 14.9 and 14.10).</summary>
    /// <param name="estimate">θ̂, the statistic of the data.</param>
    /// <param name="acceleration">â, a sixth of the skewness of the jackknife values.</param>
    /// <param name="level">Confidence.</param>
    public ConfidenceInterval BiasCorrectedAccelerated(double estimate, double acceleration, double level)
    {
        // ẑ₀ = Φ⁻¹(share of the replicates below the estimate)
        var bias = Normal.InvCDF(0.0, 1.0, ShareBelow(estimate));
        var bound = Normal.InvCDF(0.0, 1.0, (1.0 + level) / 2.0);
        return new(Quantile(Moved(-bound)), Quantile(Moved(bound)));

        // α = Φ(ẑ₀ + (ẑ₀ + z) / (1 − â (ẑ₀ + z)))
        double Moved(double z) => Normal.CDF(0.0, 1.0, bias + ((bias + z) / (1.0 - (acceleration * (bias + z)))));
    }

    // Ties count one half; a share of 0 or 1, which has no normal quantile, is taken as half a replicate.
    private double ShareBelow(double estimate)
    {
        var below = 0.0;
        foreach (var value in sorted)
        {
            if (value < estimate)
                below += 1.0;
            else if (value == estimate)
                below += 0.5;
        }

        return Math.Clamp(below, 0.5, sorted.Length - 0.5) / sorted.Length;
    }

    // Between the order statistics linearly: place p (B − 1)
    private double Quantile(double p)
    {
        var place = Math.Clamp(p, 0.0, 1.0) * (sorted.Length - 1);
        var lower = (int)place;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((place - lower) * (sorted[upper] - sorted[lower]));
    }
}
