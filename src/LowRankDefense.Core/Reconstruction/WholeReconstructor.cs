using LowRankDefense.Numerics.Decompositions.Operators;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>Reconstructs the whole matrix as X̂ = Q QᵀX with a randomized range Q; rows are made a few at a time, so that X̂ is never stored.</summary>
/// <remarks>The paper's setting [x, rank] (Entezari &amp; Papalexakis, Table II). Memory O((users + items) × rank).</remarks>
internal sealed class WholeReconstructor : IPatchReconstructor
{
    private const int RowsPerPatch = 24;
    private const int ItemsPerBlock = 256;

    private readonly CsrMatrix x;
    private readonly DenseMatrix? range;
    private readonly DenseMatrix? itemFactors;
    private readonly PackedPanels[] itemBlocks;

    private WholeReconstructor(CsrMatrix x, DenseMatrix? range, DenseMatrix? itemFactors, bool newCells)
    {
        (this.x, this.range, this.itemFactors) = (x, range, itemFactors);
        itemBlocks = itemFactors is null || !newCells ? [] : [.. Pack(itemFactors)];
    }

    /// <inheritdoc/>
    public int Patches => Cores.ChunksOf(x.Rows, RowsPerPatch);

    /// <summary>Finds Q and QᵀX.</summary>
    public static WholeReconstructor Prepare(CsrMatrix x, LocalReconstructionOptions options, SeededRandom random, CancellationToken cancel)
    {
        // A matrix with so few rows or columns that are not empty has no higher rank: it is left as it is.
        if (NotEmpty(x.RowStarts) <= options.Rank || NotEmpty(x.Transpose().RowStarts) <= options.Rank)
            return new WholeReconstructor(x, null, null, newCells: false);
        var matrix = new CentredOperator(x, new float[x.Columns]);
        var range = RandomizedRange.Find(matrix, options.Rank, options.PowerIterations, random, cancel);
        // (QᵀX)ᵀ = XᵀQ: items × rank
        return new WholeReconstructor(x, range, matrix.MultiplyTransposed(range), options.Density > 0);
    }

    /// <inheritdoc/>
    public void Reconstruct(int patch, PatchWriter writer)
    {
        var start = patch * RowsPerPatch;
        var rows = new Chunk(patch, start, Math.Min(x.Rows, start + RowsPerPatch));
        if (range is null)
            Unchanged(rows, writer);
        else if (writer.WantsNewCells)
            WholeRows(rows, range, writer);
        else
            ObservedCells(rows, range, itemFactors!, writer);
    }

    private static void Unchanged(Chunk rows, PatchWriter writer)
    {
        for (var row = rows.Start; row < rows.End; row++)
            writer.WriteUnchanged(row);
    }

    // x̂_ui = q_u · (QᵀX)_i
    private void ObservedCells(Chunk rows, DenseMatrix q, DenseMatrix items, PatchWriter writer)
    {
        for (var row = rows.Start; row < rows.End; row++)
        {
            for (var e = x.RowStarts[row]; e < x.RowStarts[row + 1]; e++)
                writer.WriteObserved(e, Vectors.Dot(q.Row(row), items.Row(x.ColumnIndices[e])));
        }
    }

    // X̂_b = Q_b (QᵀX), a block of items at a time
    private void WholeRows(Chunk rows, DenseMatrix q, PatchWriter writer)
    {
        var block = writer.Scratch(rows.Length * ItemsPerBlock);
        for (var b = 0; b < itemBlocks.Length; b++)
        {
            var width = itemBlocks[b].Columns;
            DenseProducts.Multiply(q.RowRange(rows.Start, rows.End), rows.Length, itemBlocks[b], block);
            for (var r = 0; r < rows.Length; r++)
            {
                if (x.CountOf(rows.Start + r) > 0)
                    writer.WriteCells(rows.Start + r, b * ItemsPerBlock, block.Slice(r * width, width));
            }
        }
    }

    private static IEnumerable<PackedPanels> Pack(DenseMatrix items)
    {
        for (var first = 0; first < items.Rows; first += ItemsPerBlock)
            yield return new PackedPanels().PackTransposed(items, first, Math.Min(items.Rows, first + ItemsPerBlock));
    }

    private static int NotEmpty(ReadOnlySpan<int> starts)
    {
        var count = 0;
        for (var r = 1; r < starts.Length; r++)
            count += starts[r] > starts[r - 1] ? 1 : 0;
        return count;
    }
}
