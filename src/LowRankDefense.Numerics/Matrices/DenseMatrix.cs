namespace LowRankDefense.Numerics.Matrices;

/// <summary>A dense row-major float matrix over one array: entry (r, c) is <c>Data[r · Columns + c]</c>.</summary>
public sealed class DenseMatrix
{
    private readonly float[] data;

    /// <summary>A rows × columns matrix of zeros.</summary>
    public DenseMatrix(int rows, int columns)
        : this(rows, columns, new float[checked(rows * columns)]) { }

    /// <summary>Wraps <paramref name="data"/> (row-major, length rows × columns) without copying it.</summary>
    /// <exception cref="ArgumentException">The length of the data is not rows × columns.</exception>
    public DenseMatrix(int rows, int columns, float[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length != checked(rows * columns))
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

    /// <summary>The array behind the matrix, for code that runs on several threads and so cannot carry a span.</summary>
    internal float[] Array => data;
}
