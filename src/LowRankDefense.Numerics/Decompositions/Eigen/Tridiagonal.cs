using System.Numerics.Tensors;
using LowRankDefense.Numerics.Kernels;

namespace LowRankDefense.Numerics.Decompositions.Eigen;

/// <summary>A symmetric matrix A = Q T Qᵀ with tridiagonal T and Q as a product of Householder reflections.</summary>
internal sealed class Tridiagonal
{
    private readonly double[] a;
    private readonly double[] halfNorms;

    private Tridiagonal(double[] a, int order)
    {
        this.a = a;
        Diagonal = new double[order];
        Below = new double[order];
        halfNorms = new double[order];
    }

    /// <summary>The diagonal of T.</summary>
    public double[] Diagonal { get; }

    /// <summary>Entry i is T's entry (i, i − 1); entry 0 is 0.</summary>
    public double[] Below { get; }

    /// <summary>Number of rows.</summary>
    public int Order => Diagonal.Length;

    /// <summary>Reduces the lower triangle of <paramref name="a"/> in place, last row first (Martin, Reinsch &amp; Wilkinson 1968).</summary>
    public static Tridiagonal Reduce(double[] a, int order)
    {
        var t = new Tridiagonal(a, order);
        var image = new double[order];
        for (var i = order - 1; i > 0; i--)
            t.Reflect(i, image.AsSpan(0, i));
        if (order > 0)
            t.Diagonal[0] = a[0];
        return t;
    }

    /// <summary>y ← Q y for every given vector.</summary>
    public void TransformBack(double[][] vectors)
    {
        for (var i = 1; i < Order; i++)
        {
            if (halfNorms[i] == 0.0)
                continue;
            // y ← y − u (u·y) / h
            var u = a.AsSpan(i * Order, i);
            foreach (var y in vectors)
                Vectors.Axpy(-Vectors.Dot(u, y.AsSpan(0, i)) / halfNorms[i], u, y.AsSpan(0, i));
        }
    }

    private void Reflect(int i, Span<double> p)
    {
        var n = Order;
        var u = a.AsSpan(i * n, i);
        Diagonal[i] = a[(i * n) + i];
        var scale = TensorPrimitives.SumOfMagnitudes<double>(u[..^1]);
        if (scale == 0.0)
        {
            // Nothing to the left of the band: the row is tridiagonal as it is.
            Below[i] = u[^1];
            return;
        }

        scale += Math.Abs(u[^1]);
        TensorPrimitives.Divide(u, scale, u);
        // u ← x + sign(x_last) ‖x‖ e_last,  h = ‖u‖² / 2
        var norm = Math.CopySign(Math.Sqrt(TensorPrimitives.SumOfSquares<double>(u)), u[^1]);
        Below[i] = -scale * norm;
        u[^1] += norm;
        var h = norm * u[^1];
        halfNorms[i] = h;
        // p = A u / h,  q = p − (uᵀp / 2h) u
        MultiplySymmetric(u, p);
        TensorPrimitives.Divide(p, h, p);
        Vectors.Axpy(-Vectors.Dot(u, p) / (2.0 * h), u, p);
        // A ← A − u qᵀ − q uᵀ
        for (var j = 0; j < i; j++)
        {
            var row = a.AsSpan(j * n, j + 1);
            Vectors.Axpy(-u[j], p[..(j + 1)], row);
            Vectors.Axpy(-p[j], u[..(j + 1)], row);
        }
    }

    // p = A u of the leading block, from its lower triangle alone
    private void MultiplySymmetric(ReadOnlySpan<double> u, Span<double> p)
    {
        for (var j = 0; j < u.Length; j++)
        {
            var row = a.AsSpan(j * Order, j + 1);
            p[j] = Vectors.Dot(row, u[..(j + 1)]);
            Vectors.Axpy(u[j], row[..j], p[..j]);
        }
    }
}
