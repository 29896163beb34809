using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Recommendations;

/// <summary>The n best unseen items of every user: exact, in blocks that stay in the cache, on all cores; ties go to the smaller item.</summary>
public static class TopN
{
    private const int UsersPerBlock = 96;
    private const int ItemsPerBlock = 512;

    /// <summary>Scores all items for all users of <paramref name="model"/> and keeps the best.</summary>
    /// <param name="model">Any recommender.</param>
    /// <param name="seen">users × items; a stored entry keeps the item from being recommended, whatever its value.</param>
    /// <param name="n">Items wanted, 0 or more; a user with fewer unseen items gets those.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <returns>One list per user. A score of NaN or −∞ is no preference: such an item is never recommended.</returns>
    /// <exception cref="ArgumentException">The shapes of the model and of <paramref name="seen"/> differ.</exception>
    public static RecommendationTable Compute(IRecommender model, CsrMatrix seen, int n, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (seen.Rows != model.UserCount || seen.Columns != model.ItemCount)
        {
            throw new ArgumentException(
                $"Seen items are {seen.Rows} × {seen.Columns}, the model has {model.UserCount} users and {model.ItemCount} items.",
                nameof(seen)
            );
        }

        var table = new RecommendationTable(seen.Rows, Math.Min(n, seen.Columns));
        var scorer = model.InBlocksOf(ItemsPerBlock);
        Cores.ForEachChunk(
            seen.Rows,
            UsersPerBlock,
            () => new Scratch(table.Length),
            (users, scratch) =>
            {
                cancel.ThrowIfCancellationRequested();
                for (var first = 0; first < seen.Columns; first += ItemsPerBlock)
                    OfferBlock(scorer, seen, users, first, scratch);
                for (var u = users.Start; u < users.End; u++)
                    table.Fill(u, scratch.Best[u - users.Start]);
            }
        );
        return table;
    }

    private static void OfferBlock(IBlockScorer scorer, CsrMatrix seen, Chunk users, int firstItem, Scratch scratch)
    {
        scorer.Score(users, firstItem / ItemsPerBlock, scratch.Scores);
        var width = Math.Min(ItemsPerBlock, seen.Columns - firstItem);
        for (var u = users.Start; u < users.End; u++)
        {
            var scores = scratch.Scores.AsSpan((u - users.Start) * width, width);
            var own = seen.ColumnsOf(u);
            var e = own.BinarySearch(firstItem);
            for (e = e < 0 ? ~e : e; e < own.Length && own[e] < firstItem + width; e++)
                scores[own[e] - firstItem] = float.NegativeInfinity;
            scratch.Best[u - users.Start].Offer(scores, firstItem);
        }
    }

    private sealed class Scratch(int length)
    {
        /// <summary>Users × items of a block, row-major.</summary>
        public float[] Scores { get; } = new float[UsersPerBlock * ItemsPerBlock];

        /// <summary>The best so far of every user of a block.</summary>
        public TopSelector[] Best { get; } = [.. Enumerable.Range(0, UsersPerBlock).Select(_ => new TopSelector(length))];
    }
}
