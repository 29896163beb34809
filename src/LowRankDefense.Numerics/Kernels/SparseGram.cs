using System.Runtime.CompilerServices;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>S = X_s X_sᵀ for a selection s of sparse rows; owns scratch of the number of columns, and so serves one thread.</summary>
/// <remarks>Cost: pairs of entries that share a column.</remarks>
public sealed class SparseGram(int columns)
{
    private readonly int[] lastOfColumn = NoEntries(columns);
    private int[] earlier = [];
    private int[] rowOfEntry = [];
    private float[] valueOfEntry = [];

    /// <summary>The lower triangle of X_s X_sᵀ (order = number of rows given, row-major), with zeros above it.</summary>
    /// <param name="x">X: any × columns.</param>
    /// <param name="rows">The rows s.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double[] OfRows(CsrMatrix x, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != columns)
            throw new ArgumentException($"The matrix has {x.Columns} columns, scratch was made for {columns}.", nameof(x));
        Reserve(x, rows);
        var gram = new double[rows.Length * rows.Length];
        var entry = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var own = x.ColumnsOf(rows[i]);
            var values = x.ValuesOf(rows[i]);
            for (var e = 0; e < own.Length; e++, entry++)
            {
                (rowOfEntry[entry], valueOfEntry[entry], earlier[entry]) = (i, values[e], lastOfColumn[own[e]]);
                lastOfColumn[own[e]] = entry;
                // S_ij += x_ic x_jc for this row and all earlier ones with an entry in the column
                for (var other = entry; other >= 0; other = earlier[other])
                    gram[(i * rows.Length) + rowOfEntry[other]] += (double)values[e] * valueOfEntry[other];
            }
        }

        foreach (var row in rows)
        {
            foreach (var column in x.ColumnsOf(row))
                lastOfColumn[column] = -1;
        }

        return gram;
    }

    private void Reserve(CsrMatrix x, ReadOnlySpan<int> rows)
    {
        var entries = 0;
        foreach (var row in rows)
            entries += x.CountOf(row);
        if (earlier.Length >= entries)
            return;
        earlier = new int[entries];
        rowOfEntry = new int[entries];
        valueOfEntry = new float[entries];
    }

    private static int[] NoEntries(int columns)
    {
        var none = new int[columns];
        Array.Fill(none, -1);
        return none;
    }
}
