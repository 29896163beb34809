namespace LowRankDefense.Simulators.Experiments;

/// <summary>What a detector says of every user.</summary>
/// <param name="Margins">Score − threshold; above 0 is flagged.</param>
/// <param name="TrainSeconds">Wall time of the training, all folds.</param>
/// <param name="ScoreNanosecondsPerUser">Projecting and scoring a whole profile, one thread.</param>
public sealed record DetectorScores(float[] Margins, double TrainSeconds, double ScoreNanosecondsPerUser)
{
    /// <summary>Whether each user is flagged.</summary>
    public bool[] Flagged => Array.ConvertAll(Margins, m => m > 0);
}
