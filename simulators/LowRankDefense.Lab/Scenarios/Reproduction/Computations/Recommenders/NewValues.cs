using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;

/// <summary>Cells that a low-rank reconstruction of a whole matrix fills in, §III-B3: X̂ = U_k Σ_k V_kᵀ where nothing is observed.</summary>
/// <remarks>A small data set only: all cells above 0 are listed.</remarks>
/// <param name="observed">Users × items.</param>
/// <param name="space">Leading singular triplets of <paramref name="observed"/>.</param>
internal sealed class NewValues(CsrMatrix observed, TruncatedSvd space)
{
    /// <summary>The observed cells as they are, and some of the new ones.</summary>
    /// <param name="share">Share of all new cells above 0 that are taken, 0 to 1.</param>
    /// <param name="strongestFirst">Whether the largest are taken first; else in an order that is drawn.</param>
    /// <param name="random">Draws the order.</param>
    /// <returns>Users × items.</returns>
    public CsrMatrix Add(double share, bool strongestFirst, SeededRandom random)
    {
        var cells = Cells();
        if (strongestFirst)
            Array.Sort(cells, (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : (a.Row, a.Column).CompareTo((b.Row, b.Column)));
        else
            random.Shuffle<(int, int, float)>(cells);
        var entries = new List<(int, int, float)>(observed.NonZeros + cells.Length);
        for (var r = 0; r < observed.Rows; r++)
        for (var e = 0; e < observed.CountOf(r); e++)
            entries.Add((r, observed.ColumnsOf(r)[e], observed.ValuesOf(r)[e]));
        entries.AddRange(cells.AsSpan(0, (int)Math.Round(share * cells.Length)));
        return CsrMatrix.FromEntries(observed.Rows, observed.Columns, entries);
    }

    private (int Row, int Column, float Value)[] Cells()
    {
        var scaled = space.Left.Clone();
        for (var r = 0; r < scaled.Rows; r++)
        for (var k = 0; k < scaled.Columns; k++)
            scaled[r, k] *= space.SingularValues[k];
        var filled = DenseProducts.Multiply(scaled, space.Right.Transpose());
        var cells = new List<(int, int, float)>();
        for (var r = 0; r < observed.Rows; r++)
        for (var i = 0; i < observed.Columns; i++)
        {
            if (filled[r, i] > 0f && observed.ColumnsOf(r).BinarySearch(i) < 0)
                cells.Add((r, i, filled[r, i]));
        }

        return [.. cells];
    }
}
