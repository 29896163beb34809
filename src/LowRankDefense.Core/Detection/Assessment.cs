namespace LowRankDefense.Core.Detection;

/// <summary>What one detector says of one profile.</summary>
/// <param name="Detector">Who says it.</param>
/// <param name="Score">Decision value.</param>
/// <param name="Threshold">Decision value above which a profile of this length is fake.</param>
/// <param name="PValue">Share of genuine profiles that ever reach the score, above 0 to 1; NaN where the detector does not know.</param>
/// <param name="Length">Items of the profile that the detector knows.</param>
public readonly record struct Assessment(IDetector Detector, float Score, float Threshold, double PValue, int Length)
{
    /// <summary>Score − threshold; above 0 the profile is fake.</summary>
    public float Margin => Score - Threshold;

    /// <summary>The p-value of the threshold: the detector's share of the false-positive budget; NaN where the detector does not know.</summary>
    public double Budget => Detector.PValue(Threshold, Length);

    /// <summary>Whether this one is the more suspicious: the smaller p-value, then the larger margin; an unknown p-value counts as 1.</summary>
    public bool IsMoreSuspiciousThan(in Assessment other)
    {
        var (own, others) = (double.IsNaN(PValue) ? 1.0 : PValue, double.IsNaN(other.PValue) ? 1.0 : other.PValue);
        return own < others || (own == others && Margin > other.Margin);
    }

    /// <summary>Assesses a profile.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="evidence">Evidence of the profile under it.</param>
    /// <param name="length">Distinct items of the profile.</param>
    public static Assessment Of(IDetector detector, ReadOnlySpan<float> evidence, int length)
    {
        ArgumentNullException.ThrowIfNull(detector);
        var (score, known) = (detector.Score(evidence, length), detector.KnownLength(evidence, length));
        return new Assessment(detector, score, detector.Threshold(known), detector.PValue(score, known), known);
    }
}
