using System.Numerics.Tensors;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Decompositions.Orthogonal;

/// <summary>Orthonormal bases of the columns of tall matrices.</summary>
/// <remarks>
/// Cholesky-QR done twice (Yamamoto et al., ETNA 2015) with the Gram matrix in double precision: two passes over the rows and no
/// column access. Where the columns are so nearly dependent that the factor breaks down, modified Gram–Schmidt takes over.
/// </remarks>
public static class Orthonormalizer
{
    private const int RowsPerChunk = 192;

    // A column that keeps less than this share of its squared length after the earlier ones are taken out counts as dependent.
    private const double DependentShare = 1e-10;

    /// <summary>Replaces the columns of <paramref name="y"/> (rows × k, k ≤ rows) by an orthonormal basis whose span contains theirs.</summary>
    /// <param name="y">The columns; overwritten.</param>
    /// <param name="random">Gives directions in place of columns that depend on earlier ones.</param>
    /// <exception cref="ArgumentException">More columns than rows.</exception>
    /// <exception cref="NumericalBreakdownException">An entry is not finite.</exception>
    public static void Orthonormalize(DenseMatrix y, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(random);
        if (y.Columns > y.Rows)
            throw new ArgumentException($"{y.Columns} columns of length {y.Rows} cannot be orthonormal: ask for a smaller rank.", nameof(y));
        if (y.Columns > 0 && !(CholeskyPass(y) && CholeskyPass(y)))
            GramSchmidt.Orthonormalize(y, random, DependentShare);
    }

    /// <summary>Y ← Y R⁻¹ with YᵀY = RᵀR; false, with Y untouched, where R does not exist to working precision.</summary>
    private static bool CholeskyPass(DenseMatrix y)
    {
        var gram = DoubleGram.OfColumns(y);
        if (!Cholesky.TryFactorUpper(gram, y.Columns, DependentShare))
            return false;
        // Columns that are but the rounding of others may be so short that R⁻¹ overflows.
        var inverseOfUpper = InverseOfUpper(gram, y.Columns);
        if (!TensorPrimitives.IsFiniteAll<float>(inverseOfUpper.Data))
            return false;
        var inverse = new PackedPanels().Pack(inverseOfUpper);
        Cores.ForEachChunk(
            y.Rows,
            RowsPerChunk,
            () => new float[RowsPerChunk * y.Columns],
            (chunk, product) =>
            {
                var rows = y.RowRange(chunk.Start, chunk.End);
                DenseProducts.Multiply(rows, chunk.Length, inverse, product);
                product.AsSpan(0, rows.Length).CopyTo(rows);
            }
        );
        return true;
    }

    // Row i of R⁻¹ solves x R = e_i, from the left: each entry found is taken out of all the later ones, along a row of R.
    private static DenseMatrix InverseOfUpper(double[] upper, int k)
    {
        var inverse = new DenseMatrix(k, k);
        var x = new double[k];
        for (var i = 0; i < k; i++)
        {
            Array.Clear(x);
            x[i] = 1.0;
            for (var j = i; j < k; j++)
            {
                x[j] /= upper[(j * k) + j];
                Vectors.Axpy(-x[j], upper.AsSpan((j * k) + j + 1, k - j - 1), x.AsSpan(j + 1));
                inverse[i, j] = (float)x[j];
            }
        }

        return inverse;
    }
}
