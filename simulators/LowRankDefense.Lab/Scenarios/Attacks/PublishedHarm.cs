using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>What "Low-rank Defenses Against Adversarial Attacks in Recommender Systems" reports of undefended WRMF(SGD) on MovieLens 100k (table III): target HR@10 with 125 fakes of each attack.</summary>
internal static class PublishedHarm
{
    private static readonly Dictionary<string, double> OfFakes = new(StringComparer.Ordinal)
    {
        ["none"] = 0.1432,
        ["recsys19"] = 0.1505,
        ["recsys20"] = 0.1824,
        ["recsys19 + recsys20"] = 0.2354,
    };

    /// <summary>The published figure; null where there is none of that kind.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="shown">Places of a list.</param>
    /// <param name="victim">The recommender.</param>
    /// <param name="fakes">Whose fakes it was trained with.</param>
    public static double? Of(IndexedDataSet data, int shown, string victim, string fakes)
    {
        var isMovieLens = (data.Users.Count, data.Items.Count, data.Train.NonZeros + data.Test.NonZeros) == (943, 1_682, 100_000);
        return isMovieLens && shown == 10 && victim == "wrmf-sgd" && OfFakes.TryGetValue(fakes, out var published) ? published : null;
    }
}
