using System.Numerics;

namespace LowRankDefense.Core.Detection.Calibration;

/// <summary>Calibrates on profiles while they grow, such that few genuine users are ever flagged, at whatever length.</summary>
/// <remarks>
/// A profile that is looked at after every event has many chances to be above a threshold. At each length 2^k the highest score of a profile between
/// 2^(k − ½) and 2^(k + ½) items counts; and since a profile passes several of them, levels are lowered by as much as the profiles at hand
/// cross thresholds more often than the level says, at levels where many do.
/// </remarks>
internal static class CalibrationFit
{
    /// <summary>Fewest profiles that make a length's quantiles: below, one score more or less moves them too far.</summary>
    public const int FewestSamples = 30;

    private static readonly double[] CommonLevels = [0.02, 0.03, 0.05, 0.07, 0.1];

    /// <summary>Thresholds and p-values.</summary>
    /// <param name="growing">Scores of profiles that the detector was not trained on; at least <see cref="FewestSamples"/> that count.</param>
    /// <param name="budget">Share of genuine users who may ever be flagged.</param>
    public static LengthCalibration Of(GrowingScores growing, double budget)
    {
        var spread = Spread(growing);
        var own = Array.ConvertAll(spread, s => s is null ? null : Quantiles(s, 1));
        if (Array.TrueForAll(own, q => q is null))
            throw new ArgumentException(
                $"A detector is calibrated on {FewestSamples} profiles or more that have {growing.Shortest} items it knows, and that it was not trained on: wait for more interactions, or have shorter profiles count.",
                nameof(growing)
            );
        var crossings = Crossings(growing, new LengthCalibration(1, Filled(own)));
        return new LengthCalibration(budget, Filled(Array.ConvertAll(spread, s => s is null ? null : Quantiles(s, crossings))));
    }

    // Genuine scores about each length 2^k; null where too few profiles come by.
    private static NullScores?[] Spread(GrowingScores growing)
    {
        var highest = Enumerable.Range(0, LengthCalibration.Lengths).Select(_ => new List<float>()).ToArray();
        foreach (var scores in growing.OfUsers)
        {
            for (var i = 0; i < scores.Length; )
            {
                var (length, best) = (NearestLength(growing.Shortest + i), float.NegativeInfinity);
                for (; i < scores.Length && NearestLength(growing.Shortest + i) == length; i++)
                    best = Math.Max(best, scores[i]);
                highest[length].Add(best);
            }
        }

        return Array.ConvertAll(highest, own => own.Count < FewestSamples ? null : new NullScores([.. own.Order()]));
    }

    // k with 2^(k − ½) ≤ n < 2^(k + ½): half the binary logarithm of n², rounded.
    private static int NearestLength(int n) => Math.Min(LengthCalibration.Lengths - 1, (BitOperations.Log2((ulong)n * (ulong)n) + 1) / 2);

    private static float[] Quantiles(NullScores scores, double crossings)
    {
        var quantiles = new float[LengthCalibration.Levels];
        for (var level = 0; level < quantiles.Length; level++)
        {
            var quantile = scores.Quantile(LengthCalibration.ProbabilityAt(level) / crossings);
            quantiles[level] = level == 0 ? quantile : Math.Max(quantile, quantiles[level - 1]);
        }

        return quantiles;
    }

    // How many times as often as one level says a profile is ever above it; 1 at least.
    private static double Crossings(GrowingScores growing, LengthCalibration calibration)
    {
        float[][] paths = [.. growing.OfUsers.Where(s => s.Length > 0)];
        var least = Array.ConvertAll(paths, scores => scores.Select((s, i) => calibration.PValue(s, growing.Shortest + i)).Min());
        var ratios = Array.ConvertAll(CommonLevels, level => least.Count(p => p <= level) / (level * paths.Length));
        Array.Sort(ratios);
        return Math.Max(1, ratios[ratios.Length / 2]);
    }

    // Lengths without quantiles of their own have those of the nearest shorter one, the shortest those of the next longer one.
    private static float[][] Filled(float[]?[] quantiles)
    {
        var filled = new float[quantiles.Length][];
        var known = Array.Find(quantiles, q => q is not null)!;
        for (var k = 0; k < filled.Length; k++)
            filled[k] = known = quantiles[k] ?? known;
        return filled;
    }
}
