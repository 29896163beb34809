using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Neighbourhoods;

/// <summary>The baseline that recommends what is similar to what the user has: cosine similarity between items.</summary>
/// <remarks>
/// Sarwar et al. (WWW 2001), §3.1.1; Deshpande &amp; Karypis (TOIS 2004), §4. Cost O(Σ_u n_u²) for profiles of n_u items, memory
/// O(items × neighbours). A cell counts with its preference times its confidence, so that what is distrusted makes nothing similar.
/// </remarks>
public sealed class ItemNeighbourTrainer(ItemNeighbourOptions options) : IRecommenderTrainer<ItemNeighbourModel>
{
    private const int ItemsPerChunk = 64;
    private readonly ItemNeighbourOptions options = Validated.Options(options);

    /// <inheritdoc/>
    public double Confidence => 1;

    /// <inheritdoc/>
    public ItemNeighbourModel Train(
        WeightedInteractions problem,
        SeededRandom random,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(problem);
        cancel.ThrowIfCancellationRequested();
        var histories = Weighted(problem);
        var byItem = histories.Transpose();
        var norms = Norms(byItem);
        var neighbours = new (int Item, float Similarity)[byItem.Rows][];
        Cores.ForEachChunk(
            byItem.Rows,
            ItemsPerChunk,
            () => new CooccurrenceRow(byItem.Rows),
            (chunk, row) =>
            {
                cancel.ThrowIfCancellationRequested();
                for (var i = chunk.Start; i < chunk.End; i++)
                {
                    row.Accumulate(histories, byItem, i);
                    neighbours[i] = row.TakeNearest(i, norms, options);
                }
            }
        );
        progress?.Report(new TrainingProgress(1, 1, double.NaN));
        return new ItemNeighbourModel(histories, Stack(neighbours));
    }

    private static CsrMatrix Weighted(WeightedInteractions problem)
    {
        var x = problem.Preferences;
        var values = x.Values.ToArray();
        for (var u = 0; u < x.Rows; u++)
        {
            var confidences = problem.ConfidencesOf(u);
            for (var e = 0; e < confidences.Length; e++)
                values[x.RowStarts[u] + e] *= confidences[e];
        }

        return x.WithValues(values);
    }

    private static double[] Norms(CsrMatrix byItem)
    {
        var norms = new double[byItem.Rows];
        for (var i = 0; i < norms.Length; i++)
            norms[i] = System.Numerics.Tensors.TensorPrimitives.Norm(byItem.ValuesOf(i));
        return norms;
    }

    private static CsrMatrix Stack((int Item, float Similarity)[][] rows)
    {
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
            starts[i + 1] = starts[i] + rows[i].Length;
        int[] columns = [.. rows.SelectMany(r => r.Select(n => n.Item))];
        float[] values = [.. rows.SelectMany(r => r.Select(n => n.Similarity))];
        return CsrMatrix.FromArrays(rows.Length, rows.Length, starts, columns, values);
    }
}
