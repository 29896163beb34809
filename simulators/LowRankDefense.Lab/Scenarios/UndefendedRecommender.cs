using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>What the same recommender shows when it learns from everything.</summary>
internal static class UndefendedRecommender
{
    /// <summary>Recommendations for every user of the ratings: user → items, best first.</summary>
    /// <param name="ratings">What it learns from.</param>
    /// <param name="rank">Length of the factors.</param>
    /// <param name="count">Items per user.</param>
    /// <param name="seed">Seed of the factors.</param>
    /// <param name="stop">Stops within the training.</param>
    public static Dictionary<string, string[]> Recommend(IReadOnlyList<Rating> ratings, int rank, int count, ulong seed, CancellationToken stop)
    {
        var data = IndexedDataSet.Of(new DataSet("everything", ratings, []), binary: true);
        var trainer = new IalsTrainer(new IalsOptions { Rank = rank });
        var factors = trainer.Train(WeightedInteractions.Uniform(data.Train, trainer.Confidence), new SeededRandom(seed), progress: null, stop);
        var table = TopN.Compute(factors, data.Train, count, stop);
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var user = 0; user < table.Users; user++)
            lists[data.Users[user]] = [.. table.ItemsOf(user).ToArray().Select(i => data.Items[i])];
        return lists;
    }
}
