namespace LowRankDefense.Core.Detection;

/// <summary>What one detector says of one profile.</summary>
/// <param name="Detector">Who says it.</param>
/// <param name="Score">Decision value.</param>
/// <param name="Threshold">Decision value above which a profile of this length is fake.</param>
/// <param name="PValue">Share of genuine profiles that reach the score, above 0 to 1; NaN where the detector does not know.</param>
public readonly record struct Assessment(IDetector Detector, float Score, float Threshold, double PValue)
{
    /// <summary>Score − threshold; above 0 the profile is fake.</summary>
    public float Margin => Score - Threshold;

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
        var score = detector.Score(evidence, length);
        return new Assessment(detector, score, detector.Threshold(length), detector.PValue(score, length));
    }
}
