using System.Numerics.Tensors;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization;

/// <summary>Scores as one dense product per block: S = P_b Q_bᵀ + offset.</summary>
internal sealed class FactorBlockScorer : IBlockScorer
{
    private readonly DenseMatrix users;
    private readonly float offset;
    private readonly PackedPanels[] blocks;

    /// <summary>Packs the items, once for all users.</summary>
    /// <param name="users">P: users × rank.</param>
    /// <param name="items">Q: items × rank.</param>
    /// <param name="offset">Added to every score.</param>
    /// <param name="itemsPerBlock">Items of a block, 1 or more; the last block may be smaller.</param>
    public FactorBlockScorer(DenseMatrix users, DenseMatrix items, float offset, int itemsPerBlock)
    {
        (this.users, this.offset) = (users, offset);
        blocks = new PackedPanels[Cores.ChunksOf(items.Rows, itemsPerBlock)];
        for (var b = 0; b < blocks.Length; b++)
            blocks[b] = new PackedPanels().PackTransposed(items, b * itemsPerBlock, Math.Min(items.Rows, (b + 1) * itemsPerBlock));
    }

    /// <inheritdoc/>
    public void Score(Chunk users, int block, Span<float> scores)
    {
        var items = blocks[block];
        DenseProducts.Multiply(this.users.RowRange(users.Start, users.End), users.Length, items, scores);
        if (offset == 0f)
            return;
        var written = scores[..(users.Length * items.Columns)];
        TensorPrimitives.Add(written, offset, written);
    }
}
