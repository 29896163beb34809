using LowRankDefense.Core.Evaluation;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;

/// <summary>What an SVM finds.</summary>
/// <param name="Recall">Share of the fakes that it calls fake; null where it does not converge, as all figures then.</param>
/// <param name="FalsePositives">Genuine users that it calls fake.</param>
/// <param name="Auc">ROC AUC of its decisions.</param>
internal sealed record SvmRecall(double? Recall, int? FalsePositives, double? Auc)
{
    /// <summary>Of an SVM that does not converge.</summary>
    public static readonly SvmRecall None = new(null, null, null);

    /// <summary>Counts.</summary>
    /// <param name="decisions">Of each user; above 0 is fake.</param>
    /// <param name="isFake">Whether each user is fake.</param>
    public static SvmRecall Of(double[] decisions, bool[] isFake)
    {
        var found = Enumerable.Range(0, isFake.Length).Count(u => isFake[u] && decisions[u] > 0);
        return new SvmRecall(
            (double)found / isFake.Count(f => f),
            Enumerable.Range(0, isFake.Length).Count(u => !isFake[u] && decisions[u] > 0),
            DetectionMetrics.RocAuc([.. decisions.Select(d => (float)d)], isFake)
        );
    }
}
