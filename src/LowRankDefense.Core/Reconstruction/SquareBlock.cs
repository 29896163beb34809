using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>The entries of one square block; only its rows and columns that are not empty matter.</summary>
internal sealed class SquareBlock
{
    private readonly List<(int Row, int Column, int Entry, float Value)> entries = [];
    private readonly SortedSet<int> columns = [];
    private int rowCount;
    private int lastRow = -1;

    /// <summary>The smaller number of non-empty rows and columns: no rank can exceed it.</summary>
    public int SmallerSide => Math.Min(rowCount, columns.Count);

    /// <summary>Adds an entry of X; entries of a row come one after the other.</summary>
    public void Add(int row, int column, int entry, float value)
    {
        entries.Add((row, column, entry, value));
        columns.Add(column);
        rowCount += row == lastRow ? 0 : 1;
        lastRow = row;
    }

    /// <summary>Writes the entries as they are.</summary>
    public void WriteUnchanged(PatchWriter writer)
    {
        foreach (var (_, _, entry, value) in entries)
            writer.WriteObserved(entry, value);
    }

    /// <summary>Writes the best approximation of rank <paramref name="rank"/>: observed entries, and the others as new cells.</summary>
    public void WriteTruncated(int rank, PatchWriter writer)
    {
        int[] columnIds = [.. columns];
        var place = columnIds.Index().ToDictionary(c => c.Item, c => c.Index);
        int[] rowIds = [.. entries.Select(e => e.Row).Distinct()];
        var rowPlace = rowIds.Index().ToDictionary(r => r.Item, r => r.Index);
        var block = CsrMatrix.FromEntries(rowIds.Length, columnIds.Length, [.. entries.Select(e => (rowPlace[e.Row], place[e.Column], e.Value))]);
        var approximation = Approximate(block, rank);
        var observed = entries.ToLookup(e => rowPlace[e.Row]);
        for (var i = 0; i < rowIds.Length; i++)
        {
            var row = approximation.Row(i);
            foreach (var (_, column, entry, _) in observed[i])
            {
                writer.WriteObserved(entry, row[place[column]]);
                row[place[column]] = 0f;
            }

            for (var j = 0; j < row.Length; j++)
                writer.Offer(rowIds[i], columnIds[j], row[j]);
        }
    }

    // B̂ = U Uᵀ B, or B V Vᵀ where there are fewer columns than rows: the Gram matrix of the smaller side will do
    private static DenseMatrix Approximate(CsrMatrix block, int rank)
    {
        var tall = block.Columns < block.Rows;
        var sides = tall ? block.Transpose() : block;
        var gram = new SparseGram(sides.Columns).OfRows(sides, Enumerable.Range(0, sides.Rows).ToArray());
        var projector = Projector.Of(Projector.Basis(gram, sides.Rows, rank));
        // (Bᵀ P)ᵀ = P B for the symmetric P
        return tall ? SparseProducts.Multiply(block, projector) : SparseProducts.Multiply(block.Transpose(), projector).Transpose();
    }
}
