using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>Rows of the kernel matrix over samples whose order may change; computed when asked for, the least recently used ones give way.</summary>
internal sealed class KernelRows
{
    private readonly KernelFunction kernel;
    private readonly PackedPanels packed = new();
    private readonly DenseMatrix features;
    private readonly float[] squares;
    private readonly CachedRow?[] rows;
    private readonly LinkedList<CachedRow> recency = new();
    private readonly int capacity;

    /// <summary>Rows over a copy of <paramref name="samples"/> (samples × features).</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="kernel">K.</param>
    /// <param name="cacheMegabytes">Memory for rows, in MiB; two rows are kept in any case.</param>
    public KernelRows(DenseMatrix samples, KernelFunction kernel, int cacheMegabytes)
    {
        this.kernel = kernel;
        features = samples.Clone();
        packed.PackTransposed(features, 0, features.Rows);
        squares = new float[features.Rows];
        rows = new CachedRow[features.Rows];
        capacity = (int)Math.Clamp((long)cacheMegabytes * 1024 * 1024 / (sizeof(float) * Math.Max(1L, features.Rows)), 2, features.Rows + 2L);
        Diagonal = new double[features.Rows];
        for (var i = 0; i < features.Rows; i++)
        {
            squares[i] = Vectors.Dot(features.Row(i), features.Row(i));
            Diagonal[i] = kernel.Evaluate(features.Row(i), features.Row(i));
        }
    }

    /// <summary>K_ii.</summary>
    public double[] Diagonal { get; }

    /// <summary>K_i0 .. K_i,length−1; valid until two rows more are asked for.</summary>
    public ReadOnlySpan<float> Row(int i, int length)
    {
        var row = rows[i] ?? Reserve(i);
        if (row.Node.List is null || row.Node.Next is not null)
        {
            if (row.Node.List is not null)
                recency.Remove(row.Node);
            recency.AddLast(row.Node);
        }

        if (row.Known < length)
            Compute(i, row, length);
        return row.Values.AsSpan(0, length);
    }

    /// <summary>Exchanges samples <paramref name="a"/> and <paramref name="b"/>, a &lt; b.</summary>
    public void Swap(int a, int b)
    {
        for (var k = 0; k < features.Columns; k++)
            (features[a, k], features[b, k]) = (features[b, k], features[a, k]);
        packed.SwapColumns(a, b);
        (squares[a], squares[b]) = (squares[b], squares[a]);
        (Diagonal[a], Diagonal[b]) = (Diagonal[b], Diagonal[a]);
        (rows[a], rows[b]) = (rows[b], rows[a]);
        foreach (var row in recency)
        {
            if (row.Known > b)
                (row.Values[a], row.Values[b]) = (row.Values[b], row.Values[a]);
            else
                row.Known = Math.Min(row.Known, a);
        }

        if (rows[a] is { } first)
            first.Owner = a;
        if (rows[b] is { } second)
            second.Owner = b;
    }

    private CachedRow Reserve(int i)
    {
        if (recency.Count < capacity)
            return rows[i] = new CachedRow(i, features.Rows);
        var oldest = recency.First!.Value;
        recency.RemoveFirst();
        rows[oldest.Owner] = null;
        (oldest.Owner, oldest.Known) = (i, 0);
        return rows[i] = oldest;
    }

    private void Compute(int i, CachedRow row, int length)
    {
        // Whole tiles: a few products that are known already are made again.
        var from = row.Known / PackedPanels.Width * PackedPanels.Width;
        var target = row.Values.AsSpan(from, length - from);
        packed.MultiplyRow(features.Row(i), from, target);
        kernel.Apply(target, squares[i], squares.AsSpan(from, target.Length));
        row.Known = length;
    }

    private sealed class CachedRow
    {
        public CachedRow(int owner, int length)
        {
            Owner = owner;
            Values = new float[length];
            Node = new LinkedListNode<CachedRow>(this);
        }

        public int Owner { get; set; }

        public float[] Values { get; }

        /// <summary>How many of the values are computed.</summary>
        public int Known { get; set; }

        public LinkedListNode<CachedRow> Node { get; }
    }
}
