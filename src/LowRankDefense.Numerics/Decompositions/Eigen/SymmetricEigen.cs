using System.Numerics.Tensors;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Decompositions.Eigen;

/// <summary>The largest eigenvalues of a symmetric matrix with their eigenvectors.</summary>
/// <remarks>
/// Householder reduction to tridiagonal form, eigenvalues by the implicit QL method, eigenvectors of the wanted ones by inverse iteration
/// and one back-transformation (Golub &amp; Van Loan, §8.3; LAPACK <c>xSYEVX</c>): 4/3 n³ + 2 n² k operations, all along contiguous rows.
/// </remarks>
public static class SymmetricEigen
{
    /// <summary>The <paramref name="count"/> largest eigenvalues, descending, and an orthonormal eigenvector for each.</summary>
    /// <param name="a">A: order × order, row-major; the lower triangle is read, and overwritten.</param>
    /// <param name="order">Number of rows.</param>
    /// <param name="count">Pairs wanted, 0 .. <paramref name="order"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative order, or a count outside 0 .. order.</exception>
    /// <exception cref="NumericalBreakdownException">A has entries in its lower triangle that are not finite.</exception>
    public static (double[] Values, double[][] Vectors) Largest(double[] a, int order, int count)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, order);
        if (a.Length < (long)order * order)
            throw new ArgumentException($"{a.Length} values do not fill a matrix of order {order}.", nameof(a));
        CheckFinite(a, order);
        var tridiagonal = Tridiagonal.Reduce(a, order);
        var values = TridiagonalEigenvalues.Compute(tridiagonal);
        Array.Sort(values);
        Array.Reverse(values);
        double[] largest = [.. values.Take(count)];
        // One fixed stream: the start of an inverse iteration is arbitrary, and the result is to be the same every time.
        var vectors = InverseIteration.Compute(tridiagonal, largest, new SeededRandom((ulong)order));
        tridiagonal.TransformBack(vectors);
        return (largest, vectors);
    }

    private static void CheckFinite(double[] a, int order)
    {
        for (var r = 0; r < order; r++)
        {
            if (!TensorPrimitives.IsFiniteAll<double>(a.AsSpan(r * order, r + 1)))
                throw new NumericalBreakdownException($"Row {r} of the matrix of order {order} has entries that are not finite: check the input.");
        }
    }
}
