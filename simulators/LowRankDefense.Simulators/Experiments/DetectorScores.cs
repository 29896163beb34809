using LowRankDefense.Core.Detection;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>What detectors say of every user.</summary>
/// <param name="users">How many.</param>
public sealed class DetectorScores(int users)
{
    /// <summary>How suspicious each user is: −log₁₀ p, which means the same at any length and to any detector; the margin where there is no p-value.</summary>
    public float[] Suspicions { get; } = new float[users];

    /// <summary>Whether each user is flagged.</summary>
    public bool[] Flagged { get; } = new bool[users];

    /// <summary>Wall time of the training, all folds.</summary>
    public double TrainSeconds { get; internal set; }

    /// <summary>Projecting and scoring a whole profile, one thread.</summary>
    public double ScoreNanosecondsPerUser { get; internal set; }

    internal void Take(int user, in Assessment assessment)
    {
        Suspicions[user] = double.IsNaN(assessment.PValue) ? assessment.Margin : (float)-Math.Log10(assessment.PValue);
        Flagged[user] = assessment.Margin > 0;
    }
}
