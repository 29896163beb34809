namespace LowRankDefense.Numerics.Matrices;

/// <summary>What is made of the rows of a sparse matrix.</summary>
public static class CsrRows
{
    /// <summary>The same matrix with some rows emptied.</summary>
    /// <param name="matrix">The matrix; it is left as it is.</param>
    /// <param name="rows">Rows to empty, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static CsrMatrix Emptying(this CsrMatrix matrix, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var isEmptied = new bool[matrix.Rows];
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)matrix.Rows)
                throw new ArgumentOutOfRangeException(nameof(rows), $"Row {row} is not one of the {matrix.Rows} of the matrix.");
            isEmptied[row] = true;
        }

        var starts = new int[matrix.Rows + 1];
        for (var row = 0; row < matrix.Rows; row++)
            starts[row + 1] = starts[row] + (isEmptied[row] ? 0 : matrix.CountOf(row));
        var left = matrix.SelectRows([.. Enumerable.Range(0, matrix.Rows).Where(row => !isEmptied[row])]);
        return CsrMatrix.FromArrays(matrix.Rows, matrix.Columns, starts, [.. left.ColumnIndices], [.. left.Values]);
    }
}
