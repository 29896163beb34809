using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>Finds the target items of an attack or an evaluation.</summary>
internal static class TargetItems
{
    /// <summary>How many are drawn where nobody says.</summary>
    public const int Drawn = 5;

    /// <summary>Columns of the ids given; items drawn at random where there are none.</summary>
    /// <param name="ids">Ids as they stand in the data; null or empty for none.</param>
    /// <param name="data">The data set.</param>
    /// <param name="random">Draws, without replacement.</param>
    /// <param name="drawn">How many are drawn, as far as there are items.</param>
    /// <exception cref="ArgumentException">An id the data set does not have.</exception>
    public static int[] Resolve(string[]? ids, IndexedDataSet data, SeededRandom random, int drawn = Drawn) =>
        ids is { Length: > 0 } ? Find(ids, data) : random.Sample(data.Items.Count, Math.Min(drawn, data.Items.Count));

    /// <summary>Columns of the ids given, in their order.</summary>
    /// <param name="ids">Ids as they stand in the data.</param>
    /// <param name="data">The data set.</param>
    /// <exception cref="ArgumentException">An id the data set does not have.</exception>
    public static int[] Find(string[] ids, IndexedDataSet data) =>
        Array.ConvertAll(
            ids,
            id =>
                data.Items.TryGet(id, out var column)
                    ? column
                    : throw new ArgumentException($"--targets: the data set has no item '{id}': give ids of its items, or none to have some drawn.")
        );
}
