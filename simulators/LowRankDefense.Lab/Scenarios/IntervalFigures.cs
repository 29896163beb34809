using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>A metric with its 95 % bootstrap interval: <c>name</c>, <c>name_low</c> and <c>name_high</c>.</summary>
internal static class IntervalFigures
{
    private const double Level = 0.95;

    /// <summary>A mean over users; they are resampled (BCa).</summary>
    /// <param name="metric">The metric with the value of every user.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static Figure[] OfMean(UserMetric metric, ulong seed) =>
        WithBounds(metric.Mean, Bootstrap.Interval(metric.Values, Level, Bootstrap.DefaultResamples, new SeededRandom(seed)), "users");

    /// <summary>The recall; the fakes are resampled (BCa).</summary>
    /// <param name="recall">The recall.</param>
    /// <param name="flagged">Whether each user is flagged.</param>
    /// <param name="fake">Whether each user is fake.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static Figure[] OfRecall(Metric recall, bool[] flagged, bool[] fake, ulong seed)
    {
        double[] found = [.. fake.Zip(flagged).Where(u => u.First).Select(u => u.Second ? 1.0 : 0.0)];
        return WithBounds(recall, Bootstrap.Interval(found, Level, Bootstrap.DefaultResamples, new SeededRandom(seed)), "fakes");
    }

    /// <summary>The area under the ROC curve; fakes and genuine users are resampled apart.</summary>
    /// <param name="auc">The area.</param>
    /// <param name="scores">One per user; the larger, the more likely fake.</param>
    /// <param name="fake">Whether each user is fake.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static Figure[] OfAuc(Metric auc, float[] scores, bool[] fake, ulong seed)
    {
        var random = new SeededRandom(seed);
        var interval = LabelledBootstrap.Interval(scores, fake, DetectionMetrics.RocAuc, Level, Bootstrap.DefaultResamples, random);
        return WithBounds(auc, interval, "fakes and genuine users, apart");
    }

    private static Figure[] WithBounds(Metric metric, ConfidenceInterval interval, string resampled) =>
        [
            Figure.Of(metric),
            new(
                $"{metric.Name}_low",
                interval.Low,
                $"lower bound of the 95 % bootstrap interval, {Bootstrap.DefaultResamples} resamples of the {resampled}"
            ),
            new($"{metric.Name}_high", interval.High, "upper bound of the same interval"),
        ];
}
