using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>Calibrates on profiles while they grow, such that few genuine users are ever flagged: by the highest score within an octave of lengths.</summary>
/// <remarks>
/// See <see cref="LengthCalibration"/> for the statistics. Held-out profiles that score like simulated fakes are left out where they are few: they may
/// be fakes nobody has found yet.
/// </remarks>
internal sealed class PrefixCalibration(DenseMatrix basis, QuadraticForm decision, PcaSvmOptions options)
{
    /// <summary>Fewest held-out profiles that make an octave's threshold: below, one score more or less moves it too far.</summary>
    public const int FewestSamples = 30;

    private const double MostContamination = 0.01;

    /// <summary>Thresholds and p-values from held-out genuine profiles.</summary>
    /// <param name="heldOut">Genuine profiles the decision function was not trained on: users × items.</param>
    /// <param name="suspicious">Score from which a held-out profile looks like a fake.</param>
    /// <param name="random">Order in which the items of a profile are taken to have come.</param>
    public LengthCalibration Calibrate(CsrMatrix heldOut, float suspicious, SeededRandom random)
    {
        var highest = Enumerable.Range(0, LengthCalibration.Octaves).Select(_ => new List<float>()).ToArray();
        for (var user = 0; user < heldOut.Rows; user++)
            AddHighestScores(Prefixes.Shuffled(heldOut, user, random), highest);
        var scores = Array.ConvertAll(highest, own => own.Count < FewestSamples ? [] : Uncontaminated(own, suspicious));
        return new LengthCalibration(Thresholds(scores, suspicious), scores);
    }

    private float[] Thresholds(float[][] scores, float suspicious)
    {
        var thresholds = new float[scores.Length];
        var known = float.NaN;
        for (var octave = 0; octave < thresholds.Length; octave++)
        {
            if (scores[octave].Length > 0)
                known = Threshold(scores[octave]);
            thresholds[octave] = known;
        }

        // Octaves without samples of their own take the nearest shorter one's, the shortest the next longer one's.
        for (var octave = thresholds.Length - 2; octave >= 0; octave--)
        {
            if (float.IsNaN(thresholds[octave]))
                thresholds[octave] = thresholds[octave + 1];
        }

        return Array.ConvertAll(thresholds, t => float.IsNaN(t) ? Math.Max(0f, suspicious) : t);
    }

    private void AddHighestScores(int[] items, List<float>[] highest)
    {
        Span<float> projection = stackalloc float[basis.Columns];
        Span<float> phi = stackalloc float[basis.Columns];
        var (octave, best) = (-1, float.NegativeInfinity);
        for (var n = 1; n <= items.Length; n++)
        {
            Vectors.Axpy(1f, basis.Row(items[n - 1]), projection);
            if (n < options.MinimumLength)
                continue;
            if (LengthCalibration.OctaveOf(n) != octave)
            {
                if (octave >= 0)
                    highest[octave].Add(best);
                (octave, best) = (LengthCalibration.OctaveOf(n), float.NegativeInfinity);
            }

            projection.CopyTo(phi);
            Vectors.Scale(1f / MathF.Sqrt(n), phi);
            best = Math.Max(best, decision.Evaluate(phi));
        }

        if (octave >= 0)
            highest[octave].Add(best);
    }

    // Ascending, without those that look like fakes where they are few.
    private static float[] Uncontaminated(List<float> scores, float suspicious)
    {
        var contaminated = scores.Count(s => s >= suspicious);
        var kept = contaminated <= MostContamination * scores.Count ? scores.Where(s => s < suspicious) : scores;
        return [.. kept.Order()];
    }

    // The k-th largest score with k = ⌊budget · (n + 1)⌋; above all of them where even one would be too many.
    private float Threshold(float[] ascending)
    {
        var k = (int)Math.Floor(options.FalsePositiveBudget * (ascending.Length + 1));
        if (k >= 1)
            return Math.Max(0f, ascending[^k]);
        var spread = ascending[^1] - ascending[ascending.Length - 1 - (ascending.Length / 2)];
        return Math.Max(0f, ascending[^1] + (0.05f * spread));
    }
}
