using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization;

/// <summary>Scores as one dense product per block: S = P_b Q_bᵀ + offset.</summary>
internal sealed class FactorBlockScorer : IBlockScorer
{
    private readonly FactorModel model;
    private readonly PackedPanels[] blocks;

    public FactorBlockScorer(FactorModel model, int itemsPerBlock)
    {
        this.model = model;
        blocks = new PackedPanels[Cores.ChunksOf(model.ItemCount, itemsPerBlock)];
        for (var b = 0; b < blocks.Length; b++)
            blocks[b] = new PackedPanels().PackTransposed(model.Items, b * itemsPerBlock, Math.Min(model.ItemCount, (b + 1) * itemsPerBlock));
    }

    /// <inheritdoc/>
    public void Score(Chunk users, int block, Span<float> scores)
    {
        var items = blocks[block];
        DenseProducts.Multiply(model.Users.RowRange(users.Start, users.End), users.Length, items, scores);
        if (model.Offset == 0f)
            return;
        var written = scores[..(users.Length * items.Columns)];
        System.Numerics.Tensors.TensorPrimitives.Add(written, model.Offset, written);
    }
}
