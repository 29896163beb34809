using System.Numerics;

namespace LowRankDefense.Core.Detection;

/// <summary>Thresholds and p-values by profile length: one set per octave, since scores of short and long profiles differ.</summary>
/// <remarks>
/// Split conformal prediction (Vovk, Gammerman &amp; Shafer 2005; Angelopoulos &amp; Bates 2023, §1): p = (1 + #{s_i ≥ s}) / (n + 1) over the n scores
/// of genuine profiles that were held out. A score above the k-th largest, k = ⌊budget · (n + 1)⌋, has p ≤ budget.
/// </remarks>
public sealed class LengthCalibration
{
    /// <summary>Number of octaves told apart: the last begins at 512.</summary>
    public const int Octaves = 10;

    private readonly float[] thresholds;
    private readonly float[][] scores;
    private readonly float[][] nearest;

    /// <summary>A calibration from its parts, which are not copied.</summary>
    /// <param name="thresholds">Threshold for lengths 2^k .. 2^(k+1) − 1 at index k; the last one holds for all longer profiles.</param>
    /// <param name="scores">Scores of held-out genuine profiles, ascending, by octave; an octave without any takes those of the nearest shorter one that has some, else of the nearest longer one.</param>
    /// <exception cref="ArgumentException">Not one entry per octave, or scores out of order.</exception>
    public LengthCalibration(float[] thresholds, float[][] scores)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(scores);
        if (thresholds.Length != Octaves || scores.Length != Octaves)
            throw new ArgumentException(
                $"{thresholds.Length} thresholds and {scores.Length} sets of scores are not one per octave ({Octaves}).",
                nameof(thresholds)
            );
        var unsorted = Array.FindIndex(scores, own => !IsAscending(own));
        if (unsorted >= 0)
            throw new ArgumentException($"The scores of octave {unsorted} are not ascending.", nameof(scores));
        (this.thresholds, this.scores) = (thresholds, scores);
        nearest = [.. Enumerable.Range(0, Octaves).Select(NearestTo)];
    }

    /// <summary>Thresholds by octave.</summary>
    public IReadOnlyList<float> Thresholds => thresholds;

    /// <summary>Scores of held-out genuine profiles by octave, ascending; empty where there were none.</summary>
    public IReadOnlyList<float[]> Scores => scores;

    /// <summary>The same threshold for all lengths, without p-values.</summary>
    public static LengthCalibration Constant(float threshold)
    {
        var thresholds = new float[Octaves];
        Array.Fill(thresholds, threshold);
        return WithoutScores(thresholds);
    }

    /// <summary>Thresholds of which the scores behind them are not known: p-values are NaN.</summary>
    public static LengthCalibration WithoutScores(float[] thresholds) => new(thresholds, [.. Enumerable.Repeat<float[]>([], Octaves)]);

    /// <summary>Index of the octave of <paramref name="length"/>.</summary>
    public static int OctaveOf(int length) => Math.Min(Octaves - 1, BitOperations.Log2((uint)Math.Max(1, length)));

    /// <summary>The threshold for a profile of <paramref name="length"/> items.</summary>
    public float Threshold(int length) => thresholds[OctaveOf(length)];

    /// <summary>The p-value of <paramref name="score"/> for a profile of <paramref name="length"/> items; O(log n), allocates nothing.</summary>
    /// <returns>1 / (n + 1) to 1; NaN where there are no scores to compare with.</returns>
    public double PValue(float score, int length)
    {
        var own = nearest[OctaveOf(length)];
        // p = (1 + #{s_i ≥ s}) / (n + 1)
        return own.Length == 0 ? double.NaN : (1.0 + own.Length - FirstAtLeast(own, score)) / (own.Length + 1.0);
    }

    private float[] NearestTo(int octave)
    {
        var shorter = Array.FindLastIndex(scores, octave, own => own.Length > 0);
        return shorter >= 0 ? scores[shorter] : Array.Find(scores, own => own.Length > 0) ?? [];
    }

    private static int FirstAtLeast(float[] ascending, float score)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] < score)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool IsAscending(float[] values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (!(values[i - 1] <= values[i]))
                return false;
        }

        return true;
    }
}
