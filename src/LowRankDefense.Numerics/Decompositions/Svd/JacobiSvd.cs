using System.Numerics.Tensors;
using LowRankDefense.Numerics.Kernels;

namespace LowRankDefense.Numerics.Decompositions.Svd;

/// <summary>Singular value decomposition of a small matrix by one-sided Jacobi rotations: short, and accurate even for tiny singular values.</summary>
/// <remarks>Hestenes (1958); Demmel &amp; Veselić (SIMAX 1992) for the accuracy. Cost about 8 sweeps × rows × columns² × 3.</remarks>
public static class JacobiSvd
{
    private const int MaximumSweeps = 60;
    private const double Tolerance = 1e-15;

    // A column of which only that is left, squared, is the rounding of rounding: its products have lost their digits, and no angle follows from them.
    private const double Nothing = 1e-290;

    /// <summary>A = U Σ Vᵀ for A of <paramref name="rows"/> × <paramref name="columns"/>, rows ≥ columns, row-major.</summary>
    /// <returns>The columns of U (each of length rows; zeros where σ is 0), σ descending, and the columns of V (each of length columns).</returns>
    /// <exception cref="NumericalBreakdownException">The rotations did not converge: the input is not finite.</exception>
    public static (double[][] Left, double[] SingularValues, double[][] Right) Compute(ReadOnlySpan<double> a, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, columns);
        if (a.Length != rows * columns)
            throw new ArgumentException($"{a.Length} values do not fill a {rows} × {columns} matrix.", nameof(a));
        var left = new double[columns][];
        var right = new double[columns][];
        for (var j = 0; j < columns; j++)
        {
            left[j] = new double[rows];
            right[j] = new double[columns];
            right[j][j] = 1.0;
            for (var r = 0; r < rows; r++)
                left[j][r] = a[(r * columns) + j];
        }

        var sweeps = 0;
        while (Sweep(left, right))
        {
            if (++sweeps == MaximumSweeps)
                throw new NumericalBreakdownException($"Jacobi SVD of a {rows} × {columns} matrix did not converge: the input is not finite.");
        }

        return Sorted(left, right);
    }

    private static bool Sweep(double[][] left, double[][] right)
    {
        var rotated = false;
        for (var i = 0; i < left.Length - 1; i++)
        for (var j = i + 1; j < left.Length; j++)
        {
            var alpha = Vectors.Dot(left[i], left[i]);
            var beta = Vectors.Dot(left[j], left[j]);
            var gamma = Vectors.Dot(left[i], left[j]);
            if (Math.Min(alpha, beta) < Nothing || Math.Abs(gamma) <= Tolerance * left[i].Length * Math.Sqrt(alpha) * Math.Sqrt(beta))
                continue;
            rotated = true;
            // The rotation that makes columns i and j orthogonal: t² + 2ζt − 1 = 0, the smaller root
            var zeta = (beta - alpha) / (2.0 * gamma);
            var t = Math.CopySign(1.0 / (Math.Abs(zeta) + Math.Sqrt(1.0 + (zeta * zeta))), zeta);
            var cosine = 1.0 / Math.Sqrt(1.0 + (t * t));
            PlaneRotation.Apply(left[i], left[j], cosine, cosine * t);
            PlaneRotation.Apply(right[i], right[j], cosine, cosine * t);
        }

        return rotated;
    }

    private static (double[][] Left, double[] SingularValues, double[][] Right) Sorted(double[][] left, double[][] right)
    {
        var norms = left.Select(column => Math.Sqrt(TensorPrimitives.SumOfSquares<double>(column))).ToArray();
        var order = Enumerable.Range(0, left.Length).OrderByDescending(j => norms[j]).ToArray();
        foreach (var column in left)
        {
            var norm = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(column));
            if (norm > 0.0)
                TensorPrimitives.Divide(column, norm, column);
        }

        return ([.. order.Select(j => left[j])], [.. order.Select(j => norms[j])], [.. order.Select(j => right[j])]);
    }
}
