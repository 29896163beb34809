using MathNet.Numerics.Distributions;

namespace LowRankDefense.Core.Detection.Calibration;

/// <summary>How genuine scores are spread, from a sample in which a few may be those of fakes nobody has found.</summary>
/// <remarks>
/// The upper tenth is taken for a generalized Pareto tail. It is fitted to what lies below the highest fiftieth; where that holds more than such a tail
/// leads one to expect, the excess (its lower confidence bound) is taken for fakes, and all levels are those of the rest. Where it does not, nobody is
/// left out and the tail is fitted to all. No score is dropped for being high. Quantiles are those of the next score given the sample, not of the
/// likeliest tail: few scores cost sensitivity, not genuine users. Holds up to about 2 % of fakes; fakes whose scores are not above the genuine ones' hide in them, and cost recall.
/// </remarks>
internal sealed class NullScores
{
    private const double TailShare = 0.1;
    private const double UncertainShare = 0.02;
    private const int FewestExcesses = 5;
    private const int FewestUncertain = 2;

    // Of the many levels at which an excess is looked for, none is to be found by chance.
    private const double ChanceOfExcess = 0.01;

    // What an exponential sample says of its scale when the highest fifth is cut off, of what the whole would: 1 − t² e^−t / (1 − e^−t)² with t = ln 5.
    private const double KnownOfCutOff = 0.19;

    // Enough to fit a tail to; more only take time.
    private const int MostExcesses = 2_000;
    private readonly float[] ascending;
    private readonly GeneralizedPareto tail;
    private readonly double origin;
    private readonly double tailShare;

    /// <summary>Takes the sample apart.</summary>
    /// <param name="ascending">Scores, ascending; at least ten.</param>
    public NullScores(float[] ascending)
    {
        this.ascending = ascending;
        var count = Math.Max(FewestExcesses, (int)(TailShare * ascending.Length));
        origin = ascending[^(count + 1)];
        double[] excesses = [.. ascending[^count..].Select(s => s - origin)];
        var uncertain = Math.Max(FewestUncertain, (int)(UncertainShare * ascending.Length));
        var certain = excesses.AsSpan(0, count - uncertain);
        var (likely, known) = (GeneralizedPareto.Fit(Thinned(certain), excesses[^uncertain]), KnownOfCutOff * certain.Length);
        var widest = likely with { Scale = likely.Scale * (1 + (2 / Math.Sqrt(known))) };
        Contamination = Enumerable.Range(1, uncertain).Max(k => Excess(k, count * widest.Survival(excesses[^k])));
        if (Contamination == 0)
            (likely, known) = (GeneralizedPareto.Fit(Thinned(excesses), double.PositiveInfinity), count);
        // P(next > y) = (1 + y / (m σ))^−m of an exponential tail whose σ is the mean of m excesses.
        tail = likely with
        {
            Shape = likely.Shape + (1 / known),
        };
        tailShare = Math.Max(1.0 / ascending.Length, (((double)count / ascending.Length) - Contamination) / (1 - Contamination));
    }

    /// <summary>Share of the sample that must be taken for fakes, 0 to 1: a lower bound.</summary>
    public double Contamination { get; }

    /// <summary>The score that a share <paramref name="p"/> of genuine ones reaches, above 0 to 1.</summary>
    public float Quantile(double p)
    {
        if (p <= tailShare)
            return (float)(origin + tail.Quantile(p / tailShare));
        var rank = (int)(((p * (1 - Contamination)) + Contamination) * (ascending.Length + 1));
        return ascending[Math.Clamp(ascending.Length - rank, 0, ascending.Length - 1)];
    }

    // (lower bound of the k highest − as many as the widest tail leads one to expect there) / n
    private double Excess(int k, double expected) => Math.Max(0, (Gamma.InvCDF(k, 1, ChanceOfExcess) - expected) / ascending.Length);

    private static double[] Thinned(ReadOnlySpan<double> values)
    {
        if (values.Length <= MostExcesses)
            return values.ToArray();
        var thinned = new double[MostExcesses];
        for (var i = 0; i < thinned.Length; i++)
            thinned[i] = values[(int)((i + 0.5) * values.Length / MostExcesses)];
        return thinned;
    }
}
