using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Recommenders;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>What the recommender of the worker, iALS, shows when it learns from everything.</summary>
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
        var trainer = RecommenderCatalog.ByName("ials", rank);
        var table = TopN.Compute(trainer.Train(data.Train, new SeededRandom(seed), progress: null, stop), data.Train, count, stop);
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var user = 0; user < table.Users; user++)
            lists[data.Users[user]] = [.. table.ItemsOf(user).ToArray().Select(i => data.Items[i])];
        return lists;
    }
}
