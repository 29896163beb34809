using LowRankDefense.Core.Evaluation.Intervals;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>What fakes do to one kind of recommender, over several seeds.</summary>
/// <param name="Victim">The recommender, one of the catalog.</param>
/// <param name="Fakes">Whose fakes it is trained with.</param>
/// <param name="TargetHits">Of each seed the share of the genuine users with a test item that have a target in their list.</param>
/// <param name="TargetHit">Its mean.</param>
/// <param name="Lift">What it gains over the same seeds without fakes; null where there are none.</param>
/// <param name="LiftLow">Lower bound of the 95 % interval of the mean gain; null likewise, and for a single seed.</param>
/// <param name="LiftHigh">Upper bound; null likewise.</param>
/// <param name="Recall">Mean recall of what was held out.</param>
/// <param name="Published">Target hit rate that the paper reports; null where it reports none.</param>
internal sealed record VictimHarm(
    string Victim,
    string Fakes,
    IReadOnlyList<double> TargetHits,
    double TargetHit,
    double? Lift,
    double? LiftLow,
    double? LiftHigh,
    double Recall,
    double? Published
)
{
    /// <summary>Compares victims with those of the same seeds that have seen no fakes.</summary>
    /// <param name="victim">The recommender.</param>
    /// <param name="fakes">Whose fakes.</param>
    /// <param name="harm">With the fakes, one a seed, at least one.</param>
    /// <param name="clean">Without, the same seeds; null where these are they.</param>
    /// <param name="published">What the paper reports, or null.</param>
    public static VictimHarm Of(string victim, string fakes, IReadOnlyList<Harm> harm, IReadOnlyList<Harm>? clean, double? published)
    {
        double[]? lifts = clean is null ? null : [.. harm.Zip(clean, (with, without) => with.TargetHit - without.TargetHit)];
        ConfidenceInterval? interval = lifts is { Length: > 1 } ? StudentInterval.Compute(lifts) : null;
        return new VictimHarm(
            victim,
            fakes,
            [.. harm.Select(h => h.TargetHit)],
            harm.Average(h => h.TargetHit),
            lifts?.Average(),
            interval?.Low,
            interval?.High,
            harm.Average(h => h.Recall),
            published
        );
    }
}
