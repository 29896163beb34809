namespace LowRankDefense.Numerics.Matrices;

/// <summary>An immutable sparse matrix in compressed sparse row form: rows × columns, float values.</summary>
/// <remarks>
/// Row r owns the entries <c>RowStarts[r] .. RowStarts[r + 1] − 1</c> of <see cref="ColumnIndices"/> and <see cref="Values"/>,
/// sorted by column, each column at most once.
/// </remarks>
public sealed class CsrMatrix
{
    private readonly int[] rowStarts;
    private readonly int[] columnIndices;
    private readonly float[] values;

    private CsrMatrix(int rows, int columns, int[] rowStarts, int[] columnIndices, float[] values)
    {
        Rows = rows;
        Columns = columns;
        this.rowStarts = rowStarts;
        this.columnIndices = columnIndices;
        this.values = values;
    }

    /// <summary>Number of rows, 0 or more.</summary>
    public int Rows { get; }

    /// <summary>Number of columns, 0 or more.</summary>
    public int Columns { get; }

    /// <summary>Number of stored entries.</summary>
    public int NonZeros => columnIndices.Length;

    /// <summary>Start of each row in the entry arrays; length rows + 1.</summary>
    public ReadOnlySpan<int> RowStarts => rowStarts;

    /// <summary>Column of each entry; length <see cref="NonZeros"/>.</summary>
    public ReadOnlySpan<int> ColumnIndices => columnIndices;

    /// <summary>Value of each entry; length <see cref="NonZeros"/>.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>The columns of row <paramref name="row"/>, ascending.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => columnIndices.AsSpan(rowStarts[row], rowStarts[row + 1] - rowStarts[row]);

    /// <summary>The values of row <paramref name="row"/>, in the order of <see cref="ColumnsOf"/>.</summary>
    public ReadOnlySpan<float> ValuesOf(int row) => values.AsSpan(rowStarts[row], rowStarts[row + 1] - rowStarts[row]);

    /// <summary>Number of entries in row <paramref name="row"/>.</summary>
    public int CountOf(int row) => rowStarts[row + 1] - rowStarts[row];

    /// <summary>Builds a matrix from entries in any order; of entries with the same place the last one is kept.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="entries">Row, column and value of each entry.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place outside rows × columns.</exception>
    /// <exception cref="ArgumentException">A value that is not finite; the message names its place.</exception>
    public static CsrMatrix FromEntries(int rows, int columns, IReadOnlyList<(int Row, int Column, float Value)> entries)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentNullException.ThrowIfNull(entries);
        var starts = new int[rows + 1];
        foreach (var (row, column, value) in entries)
        {
            if ((uint)row >= (uint)rows || (uint)column >= (uint)columns)
                throw new ArgumentOutOfRangeException(nameof(entries), $"Entry ({row}, {column}) lies outside the {rows} × {columns} matrix.");
            if (!float.IsFinite(value))
                throw new ArgumentException($"Entry ({row}, {column}) is {value}: only finite values can be stored.", nameof(entries));
            starts[row + 1]++;
        }

        for (var r = 0; r < rows; r++)
            starts[r + 1] += starts[r];
        var next = starts.AsSpan(0, rows).ToArray();
        var order = new int[entries.Count];
        var unsorted = new int[entries.Count];
        for (var e = 0; e < entries.Count; e++)
        {
            var at = next[entries[e].Row]++;
            unsorted[at] = entries[e].Column;
            order[at] = e;
        }

        return Compact(rows, columns, starts, unsorted, order, entries);
    }

    /// <summary>Wraps arrays that already satisfy the invariants (sorted, unique columns; finite values); the arrays are not copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of rows or columns.</exception>
    /// <exception cref="ArgumentException">The arrays break an invariant; the message names the row.</exception>
    public static CsrMatrix FromArrays(int rows, int columns, int[] rowStarts, int[] columnIndices, float[] values)
    {
        ArgumentNullException.ThrowIfNull(rowStarts);
        ArgumentNullException.ThrowIfNull(columnIndices);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (rowStarts.Length != rows + 1 || rowStarts[0] != 0 || rowStarts[rows] != columnIndices.Length || values.Length != columnIndices.Length)
            throw new ArgumentException("Row starts, column indices and values do not describe one matrix.", nameof(rowStarts));
        for (var r = 0; r < rows; r++)
            CheckRow(r, columns, rowStarts, columnIndices, values);
        return new CsrMatrix(rows, columns, rowStarts, columnIndices, values);
    }

    /// <summary>The transpose, built by one counting pass in O(non-zeros + rows + columns).</summary>
    public CsrMatrix Transpose()
    {
        var starts = new int[Columns + 1];
        foreach (var column in columnIndices)
            starts[column + 1]++;
        for (var c = 0; c < Columns; c++)
            starts[c + 1] += starts[c];
        var next = starts.AsSpan(0, Columns).ToArray();
        var rowsOfEntries = new int[NonZeros];
        var valuesOfEntries = new float[NonZeros];
        for (var r = 0; r < Rows; r++)
        for (var e = rowStarts[r]; e < rowStarts[r + 1]; e++)
        {
            var at = next[columnIndices[e]]++;
            rowsOfEntries[at] = r;
            valuesOfEntries[at] = values[e];
        }

        return new CsrMatrix(Columns, Rows, starts, rowsOfEntries, valuesOfEntries);
    }

    /// <summary>The same rows over more columns, those behind the last without entries; shares the arrays.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer columns than there are.</exception>
    public CsrMatrix WithColumns(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, Columns);
        return new CsrMatrix(Rows, columns, rowStarts, columnIndices, values);
    }

    /// <summary>The same cells with other values: the pattern is shared, not copied.</summary>
    /// <param name="other">One finite value per stored entry, in their order; not copied.</param>
    /// <exception cref="ArgumentException">Too few or too many values, or one that is not finite.</exception>
    public CsrMatrix WithValues(float[] other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Length != NonZeros)
            throw new ArgumentException($"{other.Length} values do not go with {NonZeros} stored entries.", nameof(other));
        var at = other.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (at >= 0)
            throw new ArgumentException($"Value {at} is {other[at]}: only finite values can be stored.", nameof(other));
        return new CsrMatrix(Rows, Columns, rowStarts, columnIndices, other);
    }

    /// <summary>The same cells, each with the value 1: what was rated is taken for what was clicked.</summary>
    public CsrMatrix Binarized()
    {
        var ones = new float[NonZeros];
        Array.Fill(ones, 1f);
        return new CsrMatrix(Rows, Columns, rowStarts, columnIndices, ones);
    }

    /// <summary>The given rows, in the given order, as a matrix of their own; a row may be given more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row that this matrix does not have.</exception>
    public CsrMatrix SelectRows(ReadOnlySpan<int> rows)
    {
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)Rows)
                throw new ArgumentOutOfRangeException(nameof(rows), $"Row {rows[i]} is not one of the {Rows} of the matrix.");
            starts[i + 1] = starts[i] + CountOf(rows[i]);
        }

        var columns = new int[starts[^1]];
        var selected = new float[starts[^1]];
        for (var i = 0; i < rows.Length; i++)
        {
            ColumnsOf(rows[i]).CopyTo(columns.AsSpan(starts[i]));
            ValuesOf(rows[i]).CopyTo(selected.AsSpan(starts[i]));
        }

        return new CsrMatrix(rows.Length, Columns, starts, columns, selected);
    }

    /// <summary>The rows of this matrix followed by those of <paramref name="below"/>; both have the same number of columns.</summary>
    public CsrMatrix StackAbove(CsrMatrix below)
    {
        ArgumentNullException.ThrowIfNull(below);
        if (below.Columns != Columns)
            throw new ArgumentException($"Cannot stack {below.Columns} columns under {Columns}.", nameof(below));
        var starts = new int[Rows + below.Rows + 1];
        rowStarts.CopyTo(starts, 0);
        for (var r = 1; r <= below.Rows; r++)
            starts[Rows + r] = NonZeros + below.rowStarts[r];
        return new CsrMatrix(Rows + below.Rows, Columns, starts, [.. columnIndices, .. below.columnIndices], [.. values, .. below.values]);
    }

    private static void CheckRow(int row, int columns, int[] rowStarts, int[] columnIndices, float[] values)
    {
        var (start, end) = (rowStarts[row], rowStarts[row + 1]);
        if (end < start || end > columnIndices.Length)
            throw new ArgumentException($"Row {row} runs from entry {start} to {end} of {columnIndices.Length}.", nameof(rowStarts));
        for (var e = start; e < end; e++)
        {
            if ((uint)columnIndices[e] >= (uint)columns || (e > start && columnIndices[e] <= columnIndices[e - 1]))
                throw new ArgumentException($"The columns of row {row} are not ascending, unique and below {columns}.", nameof(columnIndices));
            if (!float.IsFinite(values[e]))
                throw new ArgumentException($"Entry ({row}, {columnIndices[e]}) is {values[e]}: only finite values can be stored.", nameof(values));
        }
    }

    private static CsrMatrix Compact(
        int rows,
        int columns,
        int[] starts,
        int[] unsorted,
        int[] order,
        IReadOnlyList<(int Row, int Column, float Value)> entries
    )
    {
        var keptStarts = new int[rows + 1];
        var keptColumns = new List<int>(unsorted.Length);
        var keptValues = new List<float>(unsorted.Length);
        for (var r = 0; r < rows; r++)
        {
            var keys = unsorted.AsSpan(starts[r], starts[r + 1] - starts[r]);
            var entryOf = order.AsSpan(starts[r], keys.Length);
            // An entry's rank in its row breaks ties, so that of equal places the last given is kept whatever the sort does.
            var sortKeys = new long[keys.Length];
            for (var i = 0; i < keys.Length; i++)
                sortKeys[i] = ((long)keys[i] << 32) | (uint)entryOf[i];
            Array.Sort(sortKeys);
            for (var i = 0; i < sortKeys.Length; i++)
            {
                var column = (int)(sortKeys[i] >> 32);
                if (i + 1 < sortKeys.Length && (int)(sortKeys[i + 1] >> 32) == column)
                    continue;
                keptColumns.Add(column);
                keptValues.Add(entries[(int)(uint)sortKeys[i]].Value);
            }

            keptStarts[r + 1] = keptColumns.Count;
        }

        return new CsrMatrix(rows, columns, keptStarts, [.. keptColumns], [.. keptValues]);
    }
}
