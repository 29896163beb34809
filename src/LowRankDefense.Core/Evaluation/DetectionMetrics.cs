namespace LowRankDefense.Core.Evaluation;

/// <summary>How well scores tell fake users from genuine ones: the one place where the metrics of detection and their names are defined.</summary>
public static class DetectionMetrics
{
    /// <summary>All metrics of detection, under the names that JSON results use.</summary>
    /// <param name="scores">One per user; the larger, the more likely fake.</param>
    /// <param name="flagged">Whether the detector calls the user fake.</param>
    /// <param name="fake">Whether the user is fake.</param>
    /// <param name="lengths">Number of interactions of the user, for the size-matched area.</param>
    /// <returns>
    /// <c>users</c>, <c>fakes</c>, <c>recall</c>, <c>fpr</c>, <c>precision</c>, <c>f1</c>, <c>auc</c>, <c>pr_auc</c>, <c>base_rate</c>,
    /// <c>recall@1%fpr</c>, <c>recall@0.1%fpr</c> and <c>size_matched_auc</c>, each with its definition; shares are 0 .. 1.
    /// </returns>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the classes is empty.</exception>
    public static IReadOnlyList<Metric> Evaluate(
        ReadOnlySpan<float> scores,
        ReadOnlySpan<bool> flagged,
        ReadOnlySpan<bool> fake,
        ReadOnlySpan<int> lengths
    )
    {
        var counts = ConfusionCounts.Of(flagged, fake);
        return
        [
            new("users", fake.Length, "Users scored, fake and genuine ones."),
            new("fakes", counts.Fakes, "Fake users among the users scored."),
            new("recall", counts.Recall, "Fake users flagged / fake users."),
            new("fpr", counts.FalsePositiveRate, "Genuine users flagged / genuine users."),
            new("precision", counts.Precision, "Fake users flagged / users flagged; 0 where nobody is flagged."),
            new("f1", counts.F1, "Harmonic mean of precision and recall."),
            new("auc", RocAuc(scores, fake), "Probability that a random fake user is scored above a random genuine one, ties counted as one half."),
            new("pr_auc", PrAuc(scores, fake), "Average precision: Σ (increase of recall) × precision over the distinct scores, from the highest."),
            new("base_rate", (double)counts.Fakes / fake.Length, "Fake users / users: what precision and PR AUC of a blind detector would be."),
            new("recall@1%fpr", RecallAtFpr(scores, fake, 0.01), "Highest recall of any threshold that flags at most 1 % of the genuine users."),
            new("recall@0.1%fpr", RecallAtFpr(scores, fake, 0.001), "Highest recall of any threshold that flags at most 0.1 % of the genuine users."),
            new("size_matched_auc", SizeMatchedAuc.Compute(scores, fake, lengths), SizeMatchedAuc.Definition),
        ];
    }

    /// <summary>Area under the receiver operating characteristic, 0 .. 1.</summary>
    /// <param name="scores">One per user; the larger, the more likely fake.</param>
    /// <param name="fake">Whether the user is fake.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the classes is empty.</exception>
    public static double RocAuc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> fake)
    {
        var ranking = ScoreRanking.Of(scores, fake);
        var (fakesAbove, ordered) = (0L, 0.0);
        foreach (var (fakes, genuine) in ranking.Steps)
        {
            // Pairs with the fake above, and half of the ties
            ordered += genuine * (fakesAbove + (0.5 * fakes));
            fakesAbove += fakes;
        }

        return ordered / ((double)ranking.Fakes * ranking.Genuine);
    }

    /// <summary>Area under the precision-recall curve as average precision, 0 .. 1.</summary>
    /// <param name="scores">One per user; the larger, the more likely fake.</param>
    /// <param name="fake">Whether the user is fake.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the classes is empty.</exception>
    public static double PrAuc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> fake)
    {
        var ranking = ScoreRanking.Of(scores, fake);
        var (fakesAbove, above, area) = (0L, 0L, 0.0);
        foreach (var (fakes, genuine) in ranking.Steps)
        {
            fakesAbove += fakes;
            above += fakes + genuine;
            // Σ (R_n − R_{n−1}) P_n; divided at the end, so that whoever is ranked perfectly has 1 and not some rounding more.
            area += fakes * ((double)fakesAbove / above);
        }

        return area / ranking.Fakes;
    }

    /// <summary>The highest recall that a threshold reaches while at most <paramref name="budget"/> of the genuine users are flagged.</summary>
    /// <param name="scores">One per user; the larger, the more likely fake.</param>
    /// <param name="fake">Whether the user is fake.</param>
    /// <param name="budget">Share of the genuine users, 0 .. 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the classes is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not a share.</exception>
    public static double RecallAtFpr(ReadOnlySpan<float> scores, ReadOnlySpan<bool> fake, double budget)
    {
        if (!(budget is >= 0.0 and <= 1.0))
            throw new ArgumentOutOfRangeException(nameof(budget), budget, "A false-positive budget is a share, 0 .. 1.");
        var ranking = ScoreRanking.Of(scores, fake);
        var (found, falseAlarms) = (0, 0);
        foreach (var (fakes, genuine) in ranking.Steps)
        {
            falseAlarms += genuine;
            if (falseAlarms > budget * ranking.Genuine)
                break;
            found += fakes;
        }

        return (double)found / ranking.Fakes;
    }
}
