using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Matrices;

/// <summary>A dense row-major float matrix over one array: entry (r, c) is <c>Data[r · Columns + c]</c>.</summary>
/// <remarks>Entries may be anything, NaN included: this is working memory. What computes with it says what it makes of values that are not finite.</remarks>
public sealed class DenseMatrix
{
    private readonly float[] data;

    /// <summary>A rows × columns matrix of zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of rows or columns, or more entries than an array holds.</exception>
    public DenseMatrix(int rows, int columns)
        : this(rows, columns, new float[Entries(rows, columns)]) { }

    /// <summary>Wraps <paramref name="data"/> (row-major, length rows × columns) without copying it.</summary>
    /// <exception cref="ArgumentException">The length of the data is not rows × columns, or one of the two is negative.</exception>
    public DenseMatrix(int rows, int columns, float[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length != Entries(rows, columns))
            throw new ArgumentException($"{data.Length} values do not fill a {rows} × {columns} matrix.", nameof(data));
        Rows = rows;
        Columns = columns;
        this.data = data;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>All entries, row-major.</summary>
    public Span<float> Data => data;

    /// <summary>Entry at (<paramref name="row"/>, <paramref name="column"/>).</summary>
    public float this[int row, int column]
    {
        get => data[(row * Columns) + column];
        set => data[(row * Columns) + column] = value;
    }

    /// <summary>Row <paramref name="row"/>, writable; length <see cref="Columns"/>.</summary>
    public Span<float> Row(int row) => data.AsSpan(row * Columns, Columns);

    /// <summary>Rows <paramref name="start"/> .. <paramref name="end"/> − 1, row-major and writable.</summary>
    public Span<float> RowRange(int start, int end) => data.AsSpan(start * Columns, (end - start) * Columns);

    /// <summary>A copy with data of its own.</summary>
    public DenseMatrix Clone() => new(Rows, Columns, data.AsSpan().ToArray());

    /// <summary>Rows and columns exchanged.</summary>
    public DenseMatrix Transpose()
    {
        var transposed = new DenseMatrix(Columns, Rows);
        for (var r = 0; r < Rows; r++)
        for (var c = 0; c < Columns; c++)
            transposed.data[(c * Rows) + r] = data[(r * Columns) + c];
        return transposed;
    }

    /// <summary>The first <paramref name="columns"/> columns as a matrix of their own.</summary>
    public DenseMatrix FirstColumns(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, Columns);
        var kept = new DenseMatrix(Rows, columns);
        for (var r = 0; r < Rows; r++)
            Row(r)[..columns].CopyTo(kept.Row(r));
        return kept;
    }

    /// <summary>The given rows, in the given order, as a matrix of their own; a row may be given more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row that this matrix does not have.</exception>
    public DenseMatrix SelectRows(ReadOnlySpan<int> rows)
    {
        var selected = new DenseMatrix(rows.Length, Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)Rows)
                throw new ArgumentOutOfRangeException(nameof(rows), $"Row {rows[i]} is not one of the {Rows} of the matrix.");
            Row(rows[i]).CopyTo(selected.Row(i));
        }

        return selected;
    }

    /// <summary>A rows × columns matrix of independent normal deviates with mean 0.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="deviation">Standard deviation, finite and 0 or more.</param>
    /// <param name="random">Source of the deviates.</param>
    public static DenseMatrix Gaussian(int rows, int columns, double deviation, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!(deviation >= 0.0) || !double.IsFinite(deviation))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "A standard deviation is finite and 0 or more.");
        var matrix = new DenseMatrix(rows, columns);
        foreach (ref var entry in matrix.Data)
            entry = (float)(deviation * random.NextGaussian());
        return matrix;
    }

    /// <summary>The array behind the matrix, for code that runs on several threads and so cannot carry a span.</summary>
    internal float[] Array => data;

    private static int Entries(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if ((long)rows * columns > System.Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(rows), $"A {rows} × {columns} matrix has more entries than an array holds.");
        return rows * columns;
    }
}
