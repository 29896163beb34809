using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Pmf;
using LowRankDefense.Core.Factorization.Popularity;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Neighbourhoods;
using LowRankDefense.Core.Recommendations;

namespace LowRankDefense.Core.Recommenders;

/// <summary>The recommenders by name, with their usual options: one list for the worker and for the command line.</summary>
/// <remarks>A new recommender is a row here, and a line in <see cref="RecommenderCodec"/> where its model is of a new kind.</remarks>
public static class RecommenderCatalog
{
    private static readonly (string Name, Func<int, IRecommenderTrainer<IRecommender>> OfRank)[] Entries =
    [
        ("wrmf-sgd", rank => new WrmfTrainer(new WrmfOptions { Rank = rank })),
        ("ials", rank => new IalsTrainer(new IalsOptions { Rank = rank })),
        ("pmf", rank => new PmfTrainer(new PmfOptions { Rank = rank })),
        ("item-knn", _ => new ItemNeighbourTrainer(new ItemNeighbourOptions())),
        ("popularity", _ => new PopularityTrainer()),
    ];

    /// <summary>All names, each once, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(e => e.Name)];

    /// <summary>The trainer of the recommender called <paramref name="name"/> in upper or lower case.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="rank">Length of a factor, 1 .. 4096; not looked at by recommenders that have no factors. Those that have are <see cref="Factorization.IFactorTrainer"/>s.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rank is out of its range.</exception>
    public static IRecommenderTrainer<IRecommender> ByName(string name, int rank)
    {
        var at = Array.FindIndex(Entries, e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        return at >= 0
            ? Entries[at].OfRank(rank)
            : throw new ArgumentException($"There is no recommender '{name}': choose one of {string.Join(", ", Names)}.", nameof(name));
    }
}
