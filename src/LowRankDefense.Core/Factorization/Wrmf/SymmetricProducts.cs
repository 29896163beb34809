using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary>G = XᵀX of a factor matrix and S = AᵀX + XᵀA of that and its derivatives, rank × rank, and products by them.</summary>
internal sealed class SymmetricProducts(int rank)
{
    private readonly Gram gram = new(rank);
    private readonly TransposedProduct cross = new(rank, rank);
    private readonly DenseMatrix product = new(rank, rank);
    private readonly PackedPanels packedGram = new();
    private readonly PackedPanels packedCross = new();

    /// <summary>G of the first <paramref name="rows"/> rows.</summary>
    public void SetGram(DenseMatrix x, int rows)
    {
        gram.OfColumns(x, rows, product);
        packedGram.Pack(product);
    }

    /// <summary>S of the first <paramref name="rows"/> rows.</summary>
    public void SetCross(DenseMatrix a, DenseMatrix x, int rows)
    {
        cross.Compute(a, x, rows, product);
        for (var i = 0; i < rank; i++)
        for (var j = 0; j <= i; j++)
            product[i, j] = product[j, i] = product[i, j] + product[j, i];
        packedCross.Pack(product);
    }

    /// <summary>2 Y G for a chunk of rows.</summary>
    public void Multiply(DenseMatrix y, Chunk chunk, float[] result) =>
        DenseProducts.Multiply(y.RowRange(chunk.Start, chunk.End), chunk.Length, packedGram, result, scale: 2f);

    /// <summary>2 (Y G + Z S) for a chunk of rows.</summary>
    /// <param name="y">Rows × rank.</param>
    /// <param name="z">Rows × rank.</param>
    /// <param name="chunk">The rows.</param>
    /// <param name="result">Overwritten.</param>
    /// <param name="other">Overwritten, too.</param>
    public void MultiplyBoth(DenseMatrix y, DenseMatrix z, Chunk chunk, float[] result, float[] other)
    {
        Multiply(y, chunk, result);
        DenseProducts.Multiply(z.RowRange(chunk.Start, chunk.End), chunk.Length, packedCross, other, scale: 2f);
        Vectors.Axpy(1f, other.AsSpan(0, chunk.Length * rank), result.AsSpan(0, chunk.Length * rank));
    }
}
