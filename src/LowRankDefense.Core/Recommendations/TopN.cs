using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Recommendations;

/// <summary>The n best unseen items of every user: exact, in blocks that stay in the cache, on all cores; ties go to the smaller item.</summary>
public static class TopN
{
    private const int UsersPerBlock = 96;
    private const int ItemsPerBlock = 512;

    /// <summary>Scores all items for all users of <paramref name="model"/> and keeps the best.</summary>
    /// <param name="model">Factors of users and items.</param>
    /// <param name="seen">users × items; a stored entry keeps the item from being recommended, whatever its value.</param>
    /// <param name="n">Items wanted, 0 or more; a user with fewer unseen items gets those.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <exception cref="ArgumentException">The shapes of the model and of <paramref name="seen"/> differ.</exception>
    public static RecommendationTable Compute(FactorModel model, CsrMatrix seen, int n, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (seen.Rows != model.Users.Rows || seen.Columns != model.Items.Rows)
        {
            throw new ArgumentException(
                $"Seen items are {seen.Rows} × {seen.Columns}, the model has {model.Users.Rows} users and {model.Items.Rows} items.",
                nameof(seen)
            );
        }

        var table = new RecommendationTable(seen.Rows, Math.Min(n, seen.Columns));
        PackedPanels[] blocks = [.. Blocks(model.Items)];
        Cores.ForEachChunk(
            seen.Rows,
            UsersPerBlock,
            () => new Scratch(table.Length),
            (users, scratch) =>
            {
                cancel.ThrowIfCancellationRequested();
                for (var b = 0; b < blocks.Length; b++)
                    OfferBlock(model, seen, users, blocks[b], b * ItemsPerBlock, scratch);
                for (var u = users.Start; u < users.End; u++)
                    table.Fill(u, scratch.Best[u - users.Start]);
            }
        );
        return table;
    }

    private static IEnumerable<PackedPanels> Blocks(DenseMatrix items)
    {
        for (var start = 0; start < items.Rows; start += ItemsPerBlock)
            yield return new PackedPanels().PackTransposed(items, start, Math.Min(items.Rows, start + ItemsPerBlock));
    }

    private static void OfferBlock(FactorModel model, CsrMatrix seen, Chunk users, PackedPanels block, int firstItem, Scratch scratch)
    {
        // S = P_b Q_bᵀ
        DenseProducts.Multiply(model.Users.RowRange(users.Start, users.End), users.Length, block, scratch.Scores);
        for (var u = users.Start; u < users.End; u++)
        {
            var scores = scratch.Scores.AsSpan((u - users.Start) * block.Columns, block.Columns);
            var own = seen.ColumnsOf(u);
            var e = own.BinarySearch(firstItem);
            for (e = e < 0 ? ~e : e; e < own.Length && own[e] < firstItem + block.Columns; e++)
                scores[own[e] - firstItem] = float.NegativeInfinity;
            scratch.Best[u - users.Start].Offer(scores, firstItem);
        }
    }

    private sealed class Scratch(int length)
    {
        public float[] Scores { get; } = new float[UsersPerBlock * ItemsPerBlock];

        public TopSelector[] Best { get; } = [.. Enumerable.Range(0, UsersPerBlock).Select(_ => new TopSelector(length))];
    }
}
