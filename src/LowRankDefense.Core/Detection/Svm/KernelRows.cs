using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>Rows of the kernel matrix, computed when asked for; the least recently used ones give way.</summary>
internal sealed class KernelRows
{
    private readonly DenseMatrix features;
    private readonly KernelFunction kernel;
    private readonly float[]?[] rows;
    private readonly LinkedListNode<int>?[] nodes;
    private readonly LinkedList<int> recency = new();
    private readonly int capacity;

    public KernelRows(DenseMatrix features, KernelFunction kernel, int cacheMegabytes)
    {
        this.features = features;
        this.kernel = kernel;
        rows = new float[features.Rows][];
        nodes = new LinkedListNode<int>[features.Rows];
        capacity = (int)Math.Clamp((long)cacheMegabytes * 1024 * 1024 / (sizeof(float) * Math.Max(1L, features.Rows)), 2, features.Rows + 2L);
        Diagonal = new double[features.Rows];
        for (var i = 0; i < features.Rows; i++)
            Diagonal[i] = kernel.Evaluate(features.Row(i), features.Row(i));
    }

    public double[] Diagonal { get; }

    public float[] this[int i]
    {
        get
        {
            if (rows[i] is { } known)
            {
                recency.Remove(nodes[i]!);
                recency.AddLast(nodes[i]!);
                return known;
            }

            return rows[i] = Compute(i, Evict());
        }
    }

    private float[]? Evict()
    {
        if (recency.Count < capacity)
            return null;
        var oldest = recency.First!.Value;
        recency.RemoveFirst();
        var row = rows[oldest];
        rows[oldest] = null;
        return row;
    }

    private float[] Compute(int i, float[]? reuse)
    {
        var row = reuse ?? new float[features.Rows];
        var x = features.Row(i);
        for (var j = 0; j < row.Length; j++)
            row[j] = (float)kernel.Evaluate(x, features.Row(j));
        nodes[i] = recency.AddLast(i);
        return row;
    }
}
