using LowRankDefense.Numerics.Kernels;

namespace LowRankDefense.Numerics.Decompositions;

/// <summary>The Cholesky factor of small symmetric positive definite matrices, in place.</summary>
public static class Cholesky
{
    /// <summary>Overwrites the upper triangle of <paramref name="a"/> by R with A = RᵀR.</summary>
    /// <param name="a">A: <paramref name="n"/> × <paramref name="n"/>, row-major; only the upper triangle is read.</param>
    /// <param name="n">Order.</param>
    /// <param name="smallestShare">The least share of a diagonal entry that has to be left when its turn comes.</param>
    /// <returns>False where A is not positive definite to that share or has entries that are not finite; A is then spoilt.</returns>
    public static bool TryFactorUpper(Span<double> a, int n, double smallestShare = 1e-14)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (a.Length < (long)n * n)
            throw new ArgumentException($"{a.Length} values do not fill a matrix of order {n}.", nameof(a));
        Span<double> diagonal = n <= 512 ? stackalloc double[n] : new double[n];
        for (var i = 0; i < n; i++)
            diagonal[i] = a[(i * n) + i];
        for (var i = 0; i < n; i++)
        {
            var pivot = a[(i * n) + i];
            if (!(pivot > smallestShare * diagonal[i]) || !double.IsFinite(pivot))
                return false;
            // r_ii = √a_ii,  r_ij = a_ij / r_ii
            var root = Math.Sqrt(pivot);
            var row = a.Slice((i * n) + i, n - i);
            row[0] = root;
            for (var j = 1; j < row.Length; j++)
                row[j] /= root;
            // a_jk ← a_jk − r_ij r_ik
            for (var j = 1; j < row.Length; j++)
                Vectors.Axpy(-row[j], row[j..], a.Slice(((i + j) * n) + i + j, n - i - j));
        }

        return true;
    }

    /// <summary>Overwrites <paramref name="b"/> by the solution of A x = b.</summary>
    /// <param name="upper">R of <see cref="TryFactorUpper"/>.</param>
    /// <param name="n">Order.</param>
    /// <param name="b">Right side, length <paramref name="n"/>.</param>
    public static void SolveUpper(ReadOnlySpan<double> upper, int n, Span<double> b)
    {
        SolveUpperTransposed(upper, n, b);
        // R x = y
        for (var i = n - 1; i >= 0; i--)
            b[i] = (b[i] - Vectors.Dot(upper.Slice((i * n) + i + 1, n - i - 1), b[(i + 1)..])) / upper[(i * n) + i];
    }

    /// <summary>Overwrites <paramref name="b"/> by the solution of Rᵀ y = b: y = R⁻ᵀ b has covariance I where b has A.</summary>
    /// <inheritdoc cref="SolveUpper"/>
    public static void SolveUpperTransposed(ReadOnlySpan<double> upper, int n, Span<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (upper.Length < (long)n * n)
            throw new ArgumentException($"{upper.Length} values do not fill a matrix of order {n}.", nameof(upper));
        if (b.Length != n)
            throw new ArgumentException($"A right side of length {b.Length} does not go with a matrix of order {n}.", nameof(b));
        // Each entry found is taken out of the later ones, along a row of R
        for (var i = 0; i < n; i++)
        {
            b[i] /= upper[(i * n) + i];
            Vectors.Axpy(-b[i], upper.Slice((i * n) + i + 1, n - i - 1), b[(i + 1)..]);
        }
    }
}
