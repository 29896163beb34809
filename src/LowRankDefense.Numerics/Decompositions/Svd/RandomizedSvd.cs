using LowRankDefense.Numerics.Decompositions.Operators;
using LowRankDefense.Numerics.Decompositions.Orthogonal;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Decompositions.Svd;

/// <summary>Leading singular triplets by a randomized range finder with power iterations.</summary>
/// <remarks>
/// Halko, Martinsson &amp; Tropp (SIAM Review 2011), algorithms 4.4 and 5.1, with orthonormalization after every product.
/// A matrix of lower rank than asked for has zeros among its singular values, with orthonormal vectors beside them all the same.
/// Departure: the small factor Bᵀ = AᵀQ is orthonormalized once more before its SVD, so that small singular values are not squared away.
/// </remarks>
public static class RandomizedSvd
{
    private const int Lanes = 8;

    /// <summary>The leading triplets of a sparse matrix.</summary>
    /// <param name="a">A: rows × columns.</param>
    /// <param name="options">Rank, oversampling, power iterations, centring.</param>
    /// <param name="random">Source of the sketch; one seed gives one result, whatever the number of cores.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the rank exceeds the smaller dimension of the matrix.</exception>
    /// <exception cref="NumericalBreakdownException">A product with the matrix is not finite.</exception>
    public static TruncatedSvd Compute(CsrMatrix a, RandomizedSvdOptions options, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(a);
        Validated.Options(options);
        ArgumentNullException.ThrowIfNull(random);
        var means = options.Centred ? ColumnMeans.Of(a) : new float[a.Columns];
        return Compute(new CentredOperator(a, means), options, random) with { ColumnMeans = means };
    }

    /// <summary>The leading triplets of whatever can be multiplied from both sides; centring is the operator's own affair.</summary>
    /// <inheritdoc cref="Compute(CsrMatrix, RandomizedSvdOptions, SeededRandom)"/>
    public static TruncatedSvd Compute(ILinearOperator a, RandomizedSvdOptions options, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(a);
        Validated.Options(options);
        ArgumentNullException.ThrowIfNull(random);
        var smaller = Math.Min(a.Rows, a.Columns);
        if (options.Rank > smaller)
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"{nameof(options.Rank)} is {options.Rank}, but a {a.Rows} × {a.Columns} matrix has ranks 1 .. {smaller}."
            );
        // Full vectors: the columns that round the sketch up cost nothing and sharpen it.
        var width = Math.Min(smaller, (options.Rank + options.Oversampling + Lanes - 1) / Lanes * Lanes);

        // Y = A Ω,  then (A Aᵀ)^q Y with orthonormalization between
        var q = a.Multiply(DenseMatrix.Gaussian(a.Columns, width, 1.0, random));
        Orthonormalizer.Orthonormalize(q, random);
        for (var i = 0; i < options.PowerIterations; i++)
        {
            var w = a.MultiplyTransposed(q);
            Orthonormalizer.Orthonormalize(w, random);
            q = a.Multiply(w);
            Orthonormalizer.Orthonormalize(q, random);
        }

        return FromRange(q, a.MultiplyTransposed(q), options.Rank, random);
    }

    // Bᵀ = W S with orthonormal W;  S = X Σ Yᵀ;  A ≈ Q B = (Q Y) Σ (W X)ᵀ
    private static TruncatedSvd FromRange(DenseMatrix q, DenseMatrix b, int rank, SeededRandom random)
    {
        var w = b.Clone();
        Orthonormalizer.Orthonormalize(w, random);
        var (x, sigma, y) = JacobiSvd.Compute(DoubleGram.Between(w, b), b.Columns, b.Columns);
        var right = Rotated(w, x, rank);
        // Where σ is exactly 0 the rotations leave a vector of zeros: any direction orthogonal to the others is a singular vector.
        if (sigma[rank - 1] == 0.0)
            Orthonormalizer.Orthonormalize(right, random);
        var left = Rotated(q, y, rank);
        FixSigns(left, right);
        return new TruncatedSvd(left, [.. sigma.Take(rank).Select(s => (float)s)], right, new float[b.Rows]);
    }

    // T · F[:, 0 .. k), with F (columns of T × columns of T) given by its columns, one array each
    private static DenseMatrix Rotated(DenseMatrix tall, double[][] factorColumns, int k)
    {
        var factor = new DenseMatrix(tall.Columns, k);
        for (var j = 0; j < k; j++)
        for (var i = 0; i < tall.Columns; i++)
            factor[i, j] = (float)factorColumns[j][i];
        return DenseProducts.Multiply(tall, factor);
    }

    private static void FixSigns(DenseMatrix left, DenseMatrix right)
    {
        for (var j = 0; j < right.Columns; j++)
        {
            var largest = 0f;
            for (var r = 0; r < right.Rows; r++)
            {
                if (Math.Abs(right[r, j]) > Math.Abs(largest))
                    largest = right[r, j];
            }

            if (largest >= 0f)
                continue;
            for (var r = 0; r < right.Rows; r++)
                right[r, j] = -right[r, j];
            for (var r = 0; r < left.Rows; r++)
                left[r, j] = -left[r, j];
        }
    }
}
