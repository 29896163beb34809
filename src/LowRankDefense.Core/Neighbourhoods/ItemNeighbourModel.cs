using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Neighbourhoods;

/// <summary>Recommends by similarity: the score of item i is Σ_j x_uj s_ji over the items j of the user's history.</summary>
public sealed record ItemNeighbourModel : IRecommender
{
    /// <summary>A model over matrices that are not copied.</summary>
    /// <param name="histories">X: users × items.</param>
    /// <param name="similarities">S: items × items; row j holds the neighbours of item j.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public ItemNeighbourModel(CsrMatrix histories, CsrMatrix similarities)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(similarities);
        if (similarities.Rows != histories.Columns || similarities.Columns != histories.Columns)
        {
            throw new ArgumentException(
                $"Similarities of {similarities.Rows} × {similarities.Columns} items do not go with histories over {histories.Columns}.",
                nameof(similarities)
            );
        }

        (Histories, Similarities) = (histories, similarities);
    }

    /// <summary>X: users × items, weighted.</summary>
    public CsrMatrix Histories { get; }

    /// <summary>S: items × items.</summary>
    public CsrMatrix Similarities { get; }

    /// <inheritdoc/>
    public int UserCount => Histories.Rows;

    /// <inheritdoc/>
    public int ItemCount => Histories.Columns;

    /// <inheritdoc/>
    public string Version { get; init; } = "";

    /// <inheritdoc/>
    public float Score(int user, int item)
    {
        var score = 0f;
        var items = Histories.ColumnsOf(user);
        var values = Histories.ValuesOf(user);
        for (var e = 0; e < items.Length; e++)
        {
            var at = Similarities.ColumnsOf(items[e]).BinarySearch(item);
            if (at >= 0)
                score += values[e] * Similarities.ValuesOf(items[e])[at];
        }

        return score;
    }

    /// <inheritdoc/>
    public IBlockScorer InBlocksOf(int itemsPerBlock) => new Scorer(this, itemsPerBlock);

    private sealed class Scorer(ItemNeighbourModel model, int itemsPerBlock) : IBlockScorer
    {
        /// <inheritdoc/>
        public void Score(Chunk users, int block, Span<float> scores)
        {
            var first = block * itemsPerBlock;
            var width = Math.Min(itemsPerBlock, model.ItemCount - first);
            for (var u = users.Start; u < users.End; u++)
            {
                var row = scores.Slice((u - users.Start) * width, width);
                row.Clear();
                var items = model.Histories.ColumnsOf(u);
                var values = model.Histories.ValuesOf(u);
                for (var e = 0; e < items.Length; e++)
                    AddNeighbours(items[e], values[e], first, row);
            }
        }

        private void AddNeighbours(int item, float value, int first, Span<float> row)
        {
            var neighbours = model.Similarities.ColumnsOf(item);
            var similarities = model.Similarities.ValuesOf(item);
            var n = neighbours.BinarySearch(first);
            for (n = n < 0 ? ~n : n; n < neighbours.Length && neighbours[n] < first + row.Length; n++)
                row[neighbours[n] - first] += value * similarities[n];
        }
    }
}
