using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Lab.Output;

/// <summary>95 % bootstrap intervals as rows beside the figure they belong to: <c>name_low</c> and <c>name_high</c>.</summary>
internal static class IntervalRows
{
    private const double Level = 0.95;

    /// <summary>A mean over users, and its bounds (BCa).</summary>
    public static IEnumerable<(string Name, object? Value, string Definition)> OfMean(UserMetric metric, ulong seed)
    {
        var interval = Bootstrap.Interval(metric.Values, Level, Bootstrap.DefaultResamples, new SeededRandom(seed));
        return [(metric.Mean.Name, metric.Mean.Value, metric.Mean.Definition), .. Bounds(metric.Mean.Name, interval, "users")];
    }

    /// <summary>The bounds of the recall: the fakes are resampled.</summary>
    public static IEnumerable<(string Name, object? Value, string Definition)> OfRecall(bool[] flagged, bool[] fake, ulong seed)
    {
        double[] found = [.. fake.Zip(flagged).Where(u => u.First).Select(u => u.Second ? 1.0 : 0.0)];
        return Bounds("recall", Bootstrap.Interval(found, Level, Bootstrap.DefaultResamples, new SeededRandom(seed)), "fakes");
    }

    /// <summary>The bounds of the area under the ROC curve: fakes and genuine users are resampled apart.</summary>
    public static IEnumerable<(string Name, object? Value, string Definition)> OfAuc(float[] scores, bool[] fake, ulong seed)
    {
        var random = new SeededRandom(seed);
        var interval = LabelledBootstrap.Interval(scores, fake, DetectionMetrics.RocAuc, Level, Bootstrap.DefaultResamples, random);
        return Bounds("auc", interval, "fakes and genuine users, apart");
    }

    private static (string Name, object? Value, string Definition)[] Bounds(string name, ConfidenceInterval interval, string resampled) =>
        [
            ($"{name}_low", interval.Low, $"lower bound of the 95 % bootstrap interval, {Bootstrap.DefaultResamples} resamples of the {resampled}"),
            ($"{name}_high", interval.High, "upper bound of the same interval"),
        ];
}
