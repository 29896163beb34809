using System.Numerics;

namespace LowRankDefense.Core.Detection.Calibration;

/// <summary>Thresholds and p-values by profile length, valid over the whole life of a profile: scores of short and long profiles differ.</summary>
/// <remarks>
/// Quantiles of genuine scores are known at the lengths 1, 2, 4, … 512, at 41 levels from 1 to 10⁻⁵, eight a decade; between lengths they are
/// interpolated over log₂ n, between levels over log p, such that p moves evenly while a profile grows: no item more takes a verdict back by itself.
/// Immutable and thread-safe.
/// </remarks>
public sealed class LengthCalibration
{
    /// <summary>Lengths at which quantiles are known: 2⁰ to 2⁹; below and above, the nearest ones hold.</summary>
    public const int Lengths = 10;

    /// <summary>Levels at which quantiles are known.</summary>
    public const int Levels = (Decades * LevelsPerDecade) + 1;

    private const int Decades = 5;
    private const int LevelsPerDecade = 8;

    // ln 10 / 8
    private const double LevelWidth = 2.302585092994046 / LevelsPerDecade;

    // log₂ n: asked for at every event, and there are few.
    private static readonly float[] Places = [.. Enumerable.Range(0, (1 << (Lengths - 1)) + 1).Select(n => MathF.Log2(Math.Max(1, n)))];
    private readonly float[] thresholds;
    private readonly float[][] quantiles;

    /// <summary>A calibration from its parts, which are not copied.</summary>
    /// <param name="budget">Share of genuine users who may ever be above the threshold, 10⁻⁵ to 1.</param>
    /// <param name="quantiles">For each length the score that a genuine user ever reaches at each level, ascending: lengths × levels.</param>
    /// <exception cref="ArgumentException">Not one set per length, not one quantile per level, out of order, not finite, or a budget out of its range.</exception>
    public LengthCalibration(double budget, float[][] quantiles)
        : this(ThresholdsAt(budget, Checked(quantiles)), quantiles) => Budget = budget;

    private LengthCalibration(float[] thresholds, float[][] quantiles)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        if (thresholds.Length != Lengths)
            throw new ArgumentException($"{thresholds.Length} thresholds are not one per length ({Lengths}).", nameof(thresholds));
        (this.thresholds, this.quantiles, Budget) = (thresholds, quantiles, double.NaN);
    }

    /// <summary>Share of genuine users who may ever be above the threshold; NaN where only thresholds are known.</summary>
    public double Budget { get; }

    /// <summary>Thresholds at the lengths 2⁰ to 2⁹.</summary>
    public IReadOnlyList<float> Thresholds => thresholds;

    /// <summary>Quantiles of genuine scores: lengths × levels; empty where only thresholds are known.</summary>
    public IReadOnlyList<float[]> Quantiles => quantiles;

    /// <summary>The same threshold for all lengths, without p-values.</summary>
    public static LengthCalibration Constant(float threshold)
    {
        var thresholds = new float[Lengths];
        Array.Fill(thresholds, threshold);
        return WithoutQuantiles(thresholds);
    }

    /// <summary>Thresholds of which the scores behind them are not known: p-values are NaN.</summary>
    public static LengthCalibration WithoutQuantiles(float[] thresholds) => new(thresholds, []);

    /// <summary>p = 10^(−level / 8).</summary>
    public static double ProbabilityAt(double level) => Math.Exp(-level * LevelWidth);

    /// <summary>The threshold for a profile of <paramref name="length"/> items.</summary>
    public float Threshold(int length)
    {
        var (at, share) = PlaceOf(length);
        return Mix(thresholds[at], thresholds[Math.Min(at + 1, Lengths - 1)], share);
    }

    /// <summary>The share of genuine users who ever reach so high a score, held against their length at that time; allocates nothing.</summary>
    /// <returns>10⁻⁵ to 1; NaN where only thresholds are known.</returns>
    public double PValue(float score, int length)
    {
        if (quantiles.Length == 0)
            return double.NaN;
        var (at, share) = PlaceOf(length);
        var (below, above) = (quantiles[at], quantiles[Math.Min(at + 1, Lengths - 1)]);
        // The first level whose quantile reaches the score.
        var low = CountBelow(score, below, above, share);
        if (low is 0 or Levels)
            return ProbabilityAt(Math.Min(low, Levels - 1));
        var (left, right) = (Mix(below[low - 1], above[low - 1], share), Mix(below[low], above[low], share));
        return ProbabilityAt(low - 1 + ((score - left) / (right - left)));
    }

    private static float[] ThresholdsAt(double budget, float[][] quantiles)
    {
        if (!(budget >= ProbabilityAt(Levels - 1) && budget <= 1))
            throw new ArgumentException($"A budget of {budget} is not between {ProbabilityAt(Levels - 1)} and 1.", nameof(budget));
        var level = -Math.Log10(budget) * LevelsPerDecade;
        var at = Math.Min((int)level, Levels - 2);
        return Array.ConvertAll(quantiles, own => Mix(own[at], own[at + 1], (float)(level - at)));
    }

    private static float[][] Checked(float[][] quantiles)
    {
        ArgumentNullException.ThrowIfNull(quantiles);
        if (quantiles.Length != Lengths || quantiles.Any(own => own.Length != Levels))
            throw new ArgumentException($"{quantiles.Length} sets of quantiles are not {Lengths} of {Levels}.", nameof(quantiles));
        var unsorted = Array.FindIndex(quantiles, own => own.Any(q => !float.IsFinite(q)) || own.Zip(own.Skip(1)).Any(p => p.First > p.Second));
        return unsorted < 0 ? quantiles : throw new ArgumentException($"The quantiles of length {1 << unsorted} do not ascend.", nameof(quantiles));
    }

    // How many of the quantiles, which ascend, are below the score: counted all, without a branch that cannot be foretold.
    private static int CountBelow(float score, ReadOnlySpan<float> below, ReadOnlySpan<float> above, float share)
    {
        var (counts, width) = (Vector<int>.Zero, Vector<float>.Count);
        var at = 0;
        for (; at + width <= Levels; at += width)
        {
            var left = new Vector<float>(below[at..]);
            counts -= Vector.LessThan(left + ((new Vector<float>(above[at..]) - left) * share), new Vector<float>(score));
        }

        var count = Vector.Sum(counts);
        for (; at < Levels; at++)
            count += Mix(below[at], above[at], share) < score ? 1 : 0;
        return count;
    }

    private static (int At, float Share) PlaceOf(int length)
    {
        var place = Places[Math.Clamp(length, 1, 1 << (Lengths - 1))];
        return ((int)place, place - (int)place);
    }

    private static float Mix(float below, float above, float share) => below + (share * (above - below));
}
