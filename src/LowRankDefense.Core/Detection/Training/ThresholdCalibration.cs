using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Training;

/// <summary>Thresholds by profile length such that few genuine users are ever flagged while their profiles grow.</summary>
/// <remarks>
/// Split conformal prediction (Vovk et al. 2005; Angelopoulos &amp; Bates 2023, §1) on the largest score a held-out genuine profile reaches
/// within an octave of lengths. Held-out profiles that score like simulated fakes
/// are left out where they are few: they may be fakes nobody has found yet.
/// </remarks>
internal sealed class ThresholdCalibration(DenseMatrix basis, QuadraticForm decision, DetectorTrainingOptions options)
{
    private const int FewestSamples = 30;
    private const double MostContamination = 0.01;

    /// <summary>Thresholds from held-out genuine profiles.</summary>
    /// <param name="heldOut">Genuine profiles the decision function was not trained on: users × items.</param>
    /// <param name="suspicious">Score from which a held-out profile looks like a fake.</param>
    /// <param name="random">Order in which the items of a profile are taken to have come.</param>
    public LengthThresholds Calibrate(CsrMatrix heldOut, float suspicious, SeededRandom random)
    {
        var highest = Enumerable.Range(0, LengthThresholds.Octaves).Select(_ => new List<float>()).ToArray();
        for (var user = 0; user < heldOut.Rows; user++)
            AddHighestScores(Prefixes.Shuffled(heldOut, user, random), highest);
        var thresholds = new float[LengthThresholds.Octaves];
        var known = float.NaN;
        for (var octave = 0; octave < thresholds.Length; octave++)
        {
            if (highest[octave].Count >= FewestSamples)
                known = Threshold(highest[octave], suspicious);
            thresholds[octave] = known;
        }

        // Octaves without samples of their own take the nearest shorter one's, the shortest the next longer one's.
        for (var octave = thresholds.Length - 2; octave >= 0; octave--)
        {
            if (float.IsNaN(thresholds[octave]))
                thresholds[octave] = thresholds[octave + 1];
        }

        return new LengthThresholds(Array.ConvertAll(thresholds, t => float.IsNaN(t) ? Math.Max(0f, suspicious) : t));
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
            if (LengthThresholds.OctaveOf(n) != octave)
            {
                if (octave >= 0)
                    highest[octave].Add(best);
                (octave, best) = (LengthThresholds.OctaveOf(n), float.NegativeInfinity);
            }

            projection.CopyTo(phi);
            Vectors.Scale(1f / MathF.Sqrt(n), phi);
            best = Math.Max(best, decision.Evaluate(phi));
        }

        if (octave >= 0)
            highest[octave].Add(best);
    }

    // The k-th largest score with k = ⌊budget · (n + 1)⌋; above all of them where even one would be too many.
    private float Threshold(List<float> scores, float suspicious)
    {
        var contaminated = scores.Count(s => s >= suspicious);
        var kept = contaminated <= MostContamination * scores.Count ? scores.Where(s => s < suspicious) : scores;
        var descending = kept.OrderDescending().ToArray();
        if (descending.Length == 0)
            return suspicious;
        var k = (int)Math.Floor(options.FalsePositiveBudget * (descending.Length + 1));
        if (k >= 1)
            return Math.Max(0f, descending[k - 1]);
        var spread = descending[0] - descending[descending.Length / 2];
        return Math.Max(0f, descending[0] + (0.05f * spread));
    }
}
